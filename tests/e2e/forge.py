#!/usr/bin/python3
"""Forge packages in the shape that packages have, or just beside it.

usage: forge.py PACKAGE HOW OUT [ARGUMENT]
"""
import hashlib
import re
import struct
import sys
import zlib


def entries(data):
    """Name and bytes of each entry, from the local headers."""
    at, out = 0, []
    while data[at:at + 4] == b"PK\3\4":
        size, = struct.unpack("<I", data[at + 18:at + 22])
        n, = struct.unpack("<H", data[at + 26:at + 28])
        name = data[at + 30:at + 30 + n]
        at += 30 + n
        out.append((name, data[at:at + size]))
        at += size
    return out


def pack(parts, mode=0o100600, lie=0, start=0):
    """Both halves of the zip file: the entries, and the directory."""
    body, directory = b"", b""
    for name, data in parts:
        common = struct.pack("<HHHHHIIIHH", 20, 2048, 0, 0, 33,
                             zlib.crc32(data), len(data) + lie,
                             len(data) + lie, len(name), 0)
        directory += (b"PK\1\2" + struct.pack("<H", 3 << 8 | 20) + common +
                      struct.pack("<HHHII", 0, 0, 0, mode << 16,
                                  start + len(body)) + name)
        body += b"PK\3\4" + common + name + data
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, len(parts), len(parts),
                                  len(directory), start + len(body), 0)
    return body, directory + end


def describe(xml, parts):
    """The manifest xml made to tell of these parts, and all in their order."""
    names = sorted(parts)
    sha = {n: hashlib.sha256(parts[n]).hexdigest() for n in names}
    listed = "".join('    <part name="%s" size="%d" sha256="%s"/>\n' % (
        n.decode(), len(parts[n]), sha[n]) for n in names)
    xml = re.sub(r'  <parts .*</parts>\n',
                 lambda m: '  <parts count="%d" bytes="%d">\n%s  </parts>\n' % (
                     len(names), sum(map(len, parts.values())), listed),
                 xml, flags=re.S)
    facts = re.search(r'(?ms)^  <facts .*?^  </facts>\n', xml)[0]
    xml = re.sub(r'facts-sha256="\w+"', 'facts-sha256="%s"' %
                 hashlib.sha256(facts.encode()).hexdigest(), xml, 1)
    lines = "".join("%s  %s\n" % (sha[n], n.decode()) for n in names)
    new = hashlib.sha256(lines.encode()).hexdigest()
    division, year = re.search(r'<facts division="(\d+)" year="(\d+)"',
                               facts).groups()
    xml = re.sub(r' package="\w+"', ' package="%s"' % new, xml, 1)
    xml = re.sub(r' name="PKG-[^"]*"', ' name="PKG-%s-%s-%s.zip"' % (
        division, year, new[:8]), xml, 1)
    return xml, [(n, parts[n]) for n in names]


# What a street could do to a package of its own and then sign: the part that is
# changed, if any, and what is changed in it or in the manifest.
REWRITTEN = {
    "weak-pack": ("basis/rules/id.xml", 'severity="error"', 'severity="notice"',
                  r'(<pack id="ID"[^>]*sha256=")\w+'),
    "pack-version": (None, r'(<pack id="ID" version=")[^"]*', r"\g<1>9"),
    "parameter": (None, r'(?=    <skipped|    <verdicts)',
                  '    <parameter check="ID-01" name="newborn_age" value="9"'
                  ' unit="years" origin="plan"/>\n'),
    "skipped": (None, r'(?=    <verdicts)',
                '    <skipped check="ID-01" reason="none"/>\n'),
    "verdicts": (None, r'(<verdicts count=")\d+', r"\g<1>99"),
    "input": (None, r'    <input [^\n]*\n', ""),
    "input-hash": (None, r'(<input [^\n]*sha256=")\w{4}', r"\g<1>0000"),
    "sequence": (None, r'( sequence=")\d+', r"\g<1>9007199254740991"),
    "nought": (None, r'( sequence=")\d+', r"\g<1>0"),
    "history": ("basis/history.xml", None, None, None),
}


def rewrite(parts, part, old, new, sum_of=None):
    """Consistent in itself, signed by nobody."""
    files = {n: d for n, d in parts if n not in (b"manifest.xml",
                                                 b"manifest.sig")}
    xml = dict(parts)[b"manifest.xml"].decode()
    if part and old is None:
        del files[part.encode()]
    elif part:
        data = files[part.encode()].decode()
        files[part.encode()] = data.replace(old, new).encode()
        xml = re.sub(sum_of, lambda m: m[1] + hashlib.sha256(
            files[part.encode()]).hexdigest(), xml, count=1)
    else:
        changed = re.sub(old, new, xml, count=1)
        assert changed != xml, old
        xml = changed
    xml, listed = describe(xml, files)
    return b"".join(pack([(b"manifest.xml", xml.encode())] + listed))


def forge(data, how, argument):
    parts = entries(data)
    whole = b"".join(pack(parts))
    assert whole == data, "the shape of packages has changed"
    if how == "anew":
        return whole
    if how == "signature":  # another manifest's
        other = dict(entries(open(argument, "rb").read()))
        parts[1] = (parts[1][0], other[b"manifest.sig"])
    elif how in REWRITTEN:
        return rewrite(parts, *REWRITTEN[how])
    elif how == "manifests":
        parts.insert(1, parts[0])
    elif how == "manifest-behind":
        parts.append((b"manifest.xml", parts[0][1].replace(
            b"not-met", b"met", 1)))
    elif how == "twins":
        parts.append((parts[-1][0].upper(), parts[-1][1]))
    elif how == "twice":
        parts.append(parts[-1])
    elif how == "outside":
        parts.append((b"../" + parts[-1][0], b"x"))
    elif how == "directories":  # the first one lists other entries
        body, directory = pack(parts)
        return body + pack(parts[:-1])[1] + directory
    elif how == "prefix":
        body, directory = pack(parts, start=4)
        return b"#!/x" + body + directory
    elif how == "comment":
        return whole[:-2] + b"\1\0x"
    elif how == "size":
        return b"".join(pack(parts, lie=1))
    elif how == "link":
        return b"".join(pack(parts, mode=0o120777))
    elif how == "gap":
        body, directory = pack(parts, start=0)
        return body + b"\0" * 8 + directory
    else:
        raise SystemExit("forge.py: what is " + how)
    return b"".join(pack(parts))


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as f:
        forged = forge(f.read(), sys.argv[2], (sys.argv + [None])[4])
    with open(sys.argv[3], "wb") as f:
        f.write(forged)
