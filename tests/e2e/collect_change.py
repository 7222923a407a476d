"""Changing a manifest or a result by hand, for the tests that make many."""
import re


def change(text, element, **values):
    """The attributes of the first element of that name."""
    def one(m):
        tag = m[0]
        for name, value in values.items():
            tag = re.sub(r' %s="[^"]*"' % name.replace("_", "-"),
                         ' %s="%s"' % (name.replace("_", "-"), value), tag)
        return tag
    return re.sub(r"<%s [^>]*>" % element, one, text, count=1)
