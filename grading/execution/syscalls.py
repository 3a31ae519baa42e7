"""A filter for system calls that no lesson needs and that lead out of the limits, or into the kernel's depths.

New user namespaces would give mounts of unlimited size, ``memfd_create`` memory that belongs to no
process; the others are where most ways out of sandboxes were found. bubblewrap loads the filter.
"""

from __future__ import annotations

import errno
import platform
import struct

# Columns of _NUMBERS: what the system calls the machine, and the kernel (AUDIT_ARCH_...).
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_NUMBERS = {
    "ptrace": (101, 117),
    "pivot_root": (155, 41),
    "mount": (165, 40),
    "umount2": (166, 39),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "perf_event_open": (298, 241),
    "setns": (308, 268),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "memfd_create": (319, 279),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    # from here on every machine has the same numbers
    "io_uring_setup": (425, 425),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "memfd_secret": (447, 447),
}
_WITH_FLAGS = {"clone": (56, 220), "unshare": (272, 97)}
_CLONE3 = 435  # its flags lie in memory, where a filter cannot look; libc then takes clone
_NEW_USER = 0x10000000
_FOREIGN = 0x40000000  # from here on: numbers of another calling convention (x32)

# Offsets in what the filter sees of a call, and its operations (linux/seccomp.h, linux/bpf_common.h).
_NUMBER, _MACHINE, _FIRST_ARGUMENT = 0, 4, 16
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000


def syscall_filter() -> bytes:
    """The filter as a program for the kernel; empty on machines that it is not written for."""
    if platform.machine() not in _MACHINES:
        return b""
    column, machine = _MACHINES[platform.machine()]
    refuse = _REFUSE | errno.EPERM
    lines = [(_LOAD, 0, 0, _MACHINE), (_EQUAL, 1, 0, machine), (_RETURN, 0, 0, _KILL)]
    lines += [(_LOAD, 0, 0, _NUMBER), *_if(_AT_LEAST, _FOREIGN, refuse)]
    for numbers in _NUMBERS.values():
        lines += _if(_EQUAL, numbers[column], refuse)
    lines += _if(_EQUAL, _CLONE3, _REFUSE | errno.ENOSYS)
    for numbers in _WITH_FLAGS.values():
        check = [(_LOAD, 0, 0, _FIRST_ARGUMENT), *_if(_ANY_BIT, _NEW_USER, refuse)]
        check.append((_RETURN, 0, 0, _ALLOW))
        lines += [(_EQUAL, 0, len(check), numbers[column]), *check]
    lines.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("=HBBI", *line) for line in lines)


def _if(operation: int, operand: int, then: int) -> list[tuple[int, int, int, int]]:
    """Two lines: where the operation holds, the call ends with ``then``."""
    return [(operation, 0, 1, operand), (_RETURN, 0, 0, then)]
