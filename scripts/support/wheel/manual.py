"""Writes the manual page of the program, from what it says about its commands.

fmbuild --experimental-dump-help | python manual.py VERSION > fmbuild.1
"""

import json
import sys


def text(words):
    """Returns words as roff takes them: hyphens that can be copied, no line taken for a request."""
    words = words.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line.startswith((".", "'")) else line for line in words.split("\n"))


def paragraphs(discussion):
    """Returns a discussion, whose indented lines are examples."""
    lines = []
    for block in filter(str.strip, (discussion or "").split("\n\n")):
        is_example = all(line.startswith("  ") for line in block.split("\n") if line)
        lines += [".PP", ".nf" if is_example else ".ad l", text(block.strip("\n")), ".fi" if is_example else ""]
    return [line for line in lines if line]


def names(argument):
    if argument["kind"] == "positional":
        return "\\fI" + text(argument["valueName"]) + "\\fR"
    spelled = [text(("-" if name["kind"] == "short" else "--") + name["name"]) for name in argument["names"]]
    value = "" if argument["kind"] == "flag" else " \\fI" + text(argument.get("valueName", "value")) + "\\fR"
    return ", ".join(f"\\fB{name}\\fR" for name in spelled) + value


def options(arguments):
    lines = []
    for argument in arguments:
        if argument["shouldDisplay"]:
            lines += [".TP", names(argument), text(argument.get("abstract") or "")]
            if argument.get("allValues") and argument["kind"] == "option":
                lines.append(text(f"(values: {', '.join(argument['allValues'])})"))
    return lines


def page(command, version):
    lines = [f'.TH FMBUILD 1 "" "fmbuild {text(version)}"', ".SH NAME"]
    lines += [f"fmbuild \\- {text(command['abstract'].rstrip('.'))}", ".SH SYNOPSIS"]
    lines += [
        "\\fBfmbuild\\fR \\fIcommand\\fR [\\fIoptions\\fR]",
        ".SH DESCRIPTION",
        *paragraphs(command["discussion"]),
    ]
    for child in command["subcommands"]:
        if child["shouldDisplay"] and child["commandName"] != "help":
            lines += [f".SH FMBUILD {text(child['commandName'].upper())}", text(child["abstract"])]
            lines += [*paragraphs(child.get("discussion")), *options(child.get("arguments", []))]
    return "\n".join(lines) + "\n"


sys.stdout.write(page(json.load(sys.stdin)["command"], sys.argv[1]))
