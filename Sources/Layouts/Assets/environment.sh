# Sets what libraries look at to find the dataset of this folder. In this folder:
#
#   . ./environment.sh
#   jupyter lab classroom.ipynb
if [ -n "${BASH_VERSION:-}" ]; then here=${BASH_SOURCE[0]}; else here=$0; fi
here=$(dirname -- "$here")
if [ ! -f "$here/layout.json" ]; then here=.; fi
here=$(cd -- "$here" && pwd)
if [ -f "$here/layout.json" ]; then
@EXPORTS@
else
  echo "environment.sh: go to the folder that this file is in, and call it again" >&2
fi
