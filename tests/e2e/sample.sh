#!/bin/sh
# A sample that anybody can draw again: the frame before the seed, tickets by
# hand, rounds, replacements; the same from shuffled input.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"

python3 - "$src/fixtures/clean/register.xml" "$dir/register.xml" <<'EOF'
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
houses = re.findall(r"\t<household .*?</household>\n", text, re.S)
begin, end = text.index(houses[0]), text.rindex(houses[-1]) + len(houses[-1])
open(sys.argv[2], "w", encoding="utf-8").write(
    text[:begin] + "".join(reversed(houses)) + text[end:])
EOF
cat >"$dir/rolls.xml" <<'EOF'
<rolls xmlns="urn:hecha:1" year="2026" division="379999001">
<roll-entry id="V1" roll="villager" village="379999001001" name="测试甲" persons="4"/>
<roll-entry id="V2" roll="villager" village="379999001001" name="测试乙" persons="2"/>
<roll-entry id="R1" roll="low-income" village="379999001001" name="测试丙"><reason>不符合</reason></roll-entry>
</rolls>
EOF
cat >"$dir/plan.xml" <<'EOF'
<sampling xmlns="urn:hecha:1" size="100" least="1" by="class"><stratum class="exit" share="100%"/></sampling>
EOF
setup() { # setup DATABASE REGISTER
	common="--lang en -q --db $dir/$1"
	gives 0 init --plan "$src/fixtures/street.xml" &&
		gives 0 import "$2" "$dir/rolls.xml"
}
lines() { [ "$(wc -l <"$dir/out")" -eq "$1" ]; }
ticket() { # ticket TEXT: of the first that is listed
	[ "$(printf %s "$1" | sha256sum | cut -d' ' -f1)" = "$(sed -n '2s/.*,//p' "$dir/out" | tr -d '\r')" ]
}

setup one.db "$src/fixtures/clean/register.xml"
ok "a seed before the frame is refused" gives 2 sample --seed x --size 60
ok "and why" warns 'frame.*SAMPLE-3'
ok "the frame is recorded" gives 0 sample --frame -o "$dir/frame.csv"
ok "by the hash of its list" says "$(sha256sum <"$dir/frame.csv" | cut -d' ' -f1)"
ok "households that are listed as not registered are in it" \
	grep -q '^379999001001,unregistered,unregistered,V1,4$' "$dir/frame.csv"
ok "and then no persons of the focus rolls" \
	test "$(grep -c unregistered, "$dir/frame.csv")" = 2
ok "a sample by a plan" gives 0 sample --plan "$dir/plan.xml" --seed ' 春　１ ' -f csv
cp "$dir/out" "$dir/first"
ok "has as many as it says" lines 101
ok "all of a class that is to be whole" test \
	"$(grep -c ,exit, "$dir/first")" = "$(grep -c ,exit, "$dir/frame.csv")"
id=$(sed -n 2p "$dir/first" | cut -d, -f7)
ok "a ticket is drawn by hand" ticket "春 1|379999001|2026|1|household|$id"
grep ',unregistered,V' "$dir/first" | head -1 | sed '1i x' >"$dir/out"
id=$(sed -n 2p "$dir/out" | cut -d, -f7)
ok "of one that is not registered, too" ticket "春 1|379999001|2026|1|unregistered|$id"
gives 0 sample
ok "which is told" says "'春 1|379999001|2026|1|unregistered|ID' | sha256sum\$"
ok "of both" says "'春 1|379999001|2026|1|household|ID' | sha256sum\$"
ok "drawn again it is the same" gives 0 sample --plan "$dir/plan.xml" --seed '春 1' -f csv
ok "to the byte" same "$dir/out" "$dir/first"
ok "no other seed for the round" gives 2 sample --plan "$dir/plan.xml" --seed y
ok "no other size" gives 2 sample --plan "$dir/plan.xml" --size 101 --seed '春 1'
ok "no further round with the seed" gives 2 sample --size 5 --by class --round 2 --seed '春 1'
ok "nor with other strata" gives 2 sample --size 20 --round 2 --seed z
ok "a further round" gives 0 sample --share 5 --by class --least 0 --round 2 --seed z -f csv
cut -d, -f7 "$dir/first" "$dir/out" | sort | uniq -d | grep -v '^id$' >"$dir/twice"
ok "draws nobody again" test ! -s "$dir/twice"

one=$(grep ,poor, "$dir/first" | head -1 | cut -d, -f7)
ok "a replacement wants a reason" gives 2 sample --replace "$one"
ok "one that could not be visited" gives 0 sample --replace "$one" --reason refused
by=$(sed 's/.* //' "$dir/out")
ok "is replaced by another" test "$by" != "$one"
ok "told again it stays" gives 0 sample --replace "$one" --reason refused
ok "the same" says "replaced by $by$"
ok "another reason is refused" gives 2 sample --replace "$one" --reason moved
ok "and all is listed" gives 0 sample -f csv
ok "the reason" says ",$one,[0-9]*,drawn,,refused,"
ok "the replacement" says ",$by,[0-9]*,replacement,$one,,"

setup two.db "$dir/register.xml"
ok "the records in another order" gives 0 sample --frame -o "$dir/frame2.csv"
ok "are the same frame" same "$dir/frame.csv" "$dir/frame2.csv"
ok "and the same sample" gives 0 sample --plan "$dir/plan.xml" --seed '春 1' -f csv
ok "to the byte" same "$dir/out" "$dir/first"

sed 's/V2/V3/' "$dir/rolls.xml" >"$dir/rolls2.xml"
gives 0 import "$dir/rolls2.xml"
ok "a frame that has changed is refused" gives 2 sample --seed k --round 2 --by class --share 5
ok "and why" warns 'SAMPLE-8'
ok "until it is recorded" gives 0 sample --frame
ok "and then drawn from" gives 0 sample --plan "$dir/plan.xml" --seed '春 1' -f csv
diff "$dir/first" "$dir/out" >"$dir/diff"
ok "elsewhere nothing changed" test "$(grep -cv 'V[23]' "$dir/diff")" -le 2

ok "replaced is one of the sample, whatever frame came later" sh -c '
	"$1" --db "$2" sample --replace "$3" --reason moved >/dev/null' - \
	"$HECHA" "$dir/one.db" "$(sed -n 4p "$dir/first" | cut -d, -f7)"

common="--lang en -q"
audit() { gives 0 audit "$src/fixtures/street.xml" "$src/fixtures/clean" -o "$dir/audit"; }
audit
common="--lang en -q --db $dir/audit/hecha.db"
ok "in the folder of an audit" gives 0 sample --frame
gives 0 sample --seed here --size 150
common="--lang en -q"
audit
common="--lang en -q --db $dir/audit/hecha.db"
gives 0 sample
ok "a sample lives on" says 'seed "here"'
ok "a judgement sample" gives 0 sample --judgement 重点村 --size 3
ok "enters no rate" says 'enters no rate'
# What is printed for a shell is what it hashes, whatever the seed.
common="--lang en --db $dir/apostrophe.db"
ok "a street of its own" gives 0 init --plan "$src/fixtures/street.xml"
gives 0 import "$src/fixtures/clean"
gives 0 sample --frame
ok "a seed with an apostrophe" gives 0 sample --seed "it's \$(id) 1" --size 150
gives 0 sample
by_hand() { # the line as it stands, for a household that was drawn
	line=$(sed -n 's/.*by hand: \(.*household.*\)$/\1/p' "$dir/out")
	gives 0 sample -f csv
	row=$(sed -n 2p "$dir/out" | tr -d '\r')
	id=$(echo "$row" | cut -d, -f7)
	[ -n "$id" ] && [ "$(sh -c "$(echo "$line" | sed "s/ID' |/$id' |/")" | cut -d' ' -f1)" = \
		"${row##*,}" ]
}
ok "is hashed by the line that is told" by_hand
finished
