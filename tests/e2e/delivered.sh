#!/bin/sh
# A fact that is not there is never a pass: what no record of a document has was
# not delivered, and the checks that need it cannot be made and say so.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
common='--lang en'

# street NAME: the clean street, to be changed; without FACT KIND…: no record of
# these documents has the fact; audited EXIT: what the answers are
street() {
	rm -rf "$dir/in"
	cp -r "$src/fixtures/clean" "$dir/in"
	chmod -R u+w "$dir/in"
}
without() {
	fact=$1
	shift
	for kind in "$@"; do
		sed -i "s/ $fact=\"[^\"]*\"//g" "$dir/in/$kind.xml"
	done
}
audited() {
	rm -rf "$dir/made"
	gives "$1" -q audit "$src/fixtures/street.xml" "$dir/in" \
		-o "$dir/made" &&
		gives 0 --db "$dir/made/hecha.db" check --fail-on none --format json
}
answers() { # answers CHECK ANSWER [FACT]
	says "\"id\": \"$1\", .*\"answer\": \"$2\".*${3-}"
}

street
ok "all was delivered" audited 0
ok "and all is well" says '"verdict": "met"'

street
without house-grade register
ok "no record with its house's grade" audited 1
ok "leaves the verdict open" says '"verdict": "unknown"'
ok "the check that needs it is not made" \
	answers STD-06 not-checkable 'fact:living@house-grade'
ok "nor the situation that does" answers STD-08 not-checkable
ok "one that does not is" answers STD-05 pass
ok "what is not there is no difference to what was collected" \
	answers RCN-04 not-checkable 'fact:living@house-grade'
says_in_words() {
	gives 0 --db "$dir/made/hecha.db" check --fail-on none &&
		says 'STD-06 .*not delivered: Grade of the house'
}
ok "and it is told in words" says_in_words

street
without house-grade collected
ok "not delivered by what was collected" audited 1
ok "is compared with nothing" answers RCN-04 not-checkable
ok "and otherwise as before" answers STD-06 pass

street
without period-began register
ok "no period in the head of the register" audited 1
ok "is told as well" answers INC-05 not-checkable 'fact:register@period-began'

street
without mandarin register
ok "a mandatory field that no record has" audited 1
ok "is no blank, and is told" answers HH-13 not-checkable 'fact:member@mandarin'
street
without mandarin register
sed -i '0,/ nation="[^"]*"/s///' "$dir/in/register.xml"
ok "beside a blank of another field" audited 1
ok "both are told" answers HH-13 fail 'fact:member@mandarin'
one_blank() {
	gives 0 --db "$dir/made/hecha.db" findings --check HH-13 --format csv &&
		[ "$(grep -c HH-13 "$dir/out")" -eq 1 ]
}
ok "and the blank once" one_blank

street
without signer collection
ok "nobody signed" audited 1
ok "is no signature" says '"verdict": "unknown"'

# Two villages' files, of which one lacks a column: it is named, and what the
# other shows is found.
street
python3 - "$dir/in/register.xml" <<'END'
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
head = re.search(r"<register[^>]*>", text).group(0)
def part(names):
    return ('<?xml version="1.0" encoding="UTF-8"?>\n%s\n%s</register>\n' % (
        head.replace("<register", '<register xmlns="urn:hecha:1"', 1)
        if "xmlns" not in head else head,
        "".join(names)))
villages = re.findall(r"\t<village .*?/>\n", text, re.S)
first = re.findall(r'\t<household id="H001.*?</household>\n', text, re.S)
rest = re.findall(r'\t<household id="H00[2-9].*?</household>\n', text, re.S)
first = [re.sub(r' main-cause="[^"]*"', "", h) for h in first]
rest[0] = re.sub(r' main-cause="[^"]*"', "", rest[0])
open(sys.argv[1], "w", encoding="utf-8").write(part(villages + rest))
open(sys.argv[1].replace("register", "first"), "w", encoding="utf-8").write(part(first))
END
ok "one of two files lacks a column" audited 1
ok "in the other a blank is found" answers CAU-01 fail 'fact:household@main-cause'
once() {
	gives 0 --db "$dir/made/hecha.db" findings --check CAU-01 --format csv &&
		[ "$(grep -c CAU-01 "$dir/out")" -eq 1 ]
}
ok "and nothing else" once
finished
