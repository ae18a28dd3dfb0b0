"""Imports torchvision where PyPI's wheel, which is made for CUDA, meets a PyTorch for processors alone.

The import stops because compiled operators are missing of which names are registered. Datasets use none of them.
"""

import torch

real = torch.library.register_fake


def tolerant(operator, *arguments, **options):
    if str(operator).startswith("torchvision::"):
        return lambda function: function
    return real(operator, *arguments, **options)


torch.library.register_fake = tolerant
try:
    import torchvision  # noqa: F401
finally:
    torch.library.register_fake = real
