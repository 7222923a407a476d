#!/bin/sh
# The generator of streets: the same bytes again, valid documents, and a list
# of what was planted that is sorted. That hecha finds exactly what is on the
# list is held elsewhere.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
gen=$(dirname "$HECHA")/../tests/gen/gen

quiet() { "$@" >"$dir/out" 2>&1; }
alike() { diff -r "$dir/$1" "$dir/$2" >"$dir/out"; }
differs() { ! alike "$1" "$2"; }
is_sorted() { sort -c "$dir/$1/.planted.tsv"; }
holds() { # holds WORD DIR: a line of the list begins with it
	grep -q "^$1" "$dir/$2/.planted.tsv"
}
refuses() {
	"$gen" "$@" -o "$dir/refused"
	[ $? -eq 2 ]
}
are_valid() {
	for f in "$dir/$1"/*.xml; do
		kind=$(basename "$f" .xml)
		case $kind in previous | collected) kind=register ;; esac
		xmllint --noout --stream --schema "$src/schemas/$kind.xsd" \
			"$f" || return 1
	done
}
make_elsewhere() {
	LC_ALL=zh_CN.UTF-8 TZ=Asia/Shanghai \
		"$gen" --seed 7 --households 60 --faults each -o "$dir/there"
}

if [ ! -x "$gen" ]; then
	echo "1..0 # SKIP no generator was built"
	exit 0
fi
ok "a street of the usual size" quiet "$gen" --seed 1 --households 300 -o "$dir/clean"
# The fixtures' plan is the street's with the amounts that a province names.
same_plan() {
	sed -e '/name="poverty-line"/s/value="0"/value="4000"/' \
		-e '/name="stability-margin"/s/value="0"/value="500"/' \
		-e '/name="local-average"/s/value="0"/value="20000"/' \
		"$src/plans/street.xml" | cmp -s - "$src/fixtures/street.xml"
}
ok "the plan of the fixtures is the street's" same_plan
ok "is the street of the fixtures" quiet diff -r "$dir/clean" "$src/fixtures/clean"
ok "nothing is planted in it" test ! -s "$dir/clean/.planted.tsv"
ok "the same with every fault" \
	quiet "$gen" --seed 1 --faults each --households 480 -o "$dir/faulty"
ok "is the other street of the fixtures" \
	quiet diff -r "$dir/faulty" "$src/fixtures/faulty"
ok "the list of the planted is sorted" is_sorted faulty
for check in ID-03 DUP-06 HH-08 CAU-07 STD-08 STD-14 NAT-04 NAT-09 FRM-13 PRC-02 PRC-22 DLN-06 FIX-01; do
	ok "$check is planted" holds "$check	" faulty
done
ok "the clean documents are valid" are_valid clean
ok "the faulty ones as well: faults are the data's" are_valid faulty

ok "a small street" \
	quiet "$gen" --seed 7 --households 60 --faults each -o "$dir/here"
ok "in another locale and time zone" make_elsewhere
ok "comes out the same" alike here there
ok "another seed" \
	quiet "$gen" --seed 8 --households 60 --faults each -o "$dir/other"
ok "comes out different" quiet differs here other

for households in 1 2 7; do
	ok "$households: a street" quiet "$gen" --households $households \
		--faults each -o "$dir/few$households"
	ok "$households: valid" are_valid few$households
	ok "$households: sorted" is_sorted few$households
done
ok "a share of the households" \
	quiet "$gen" --households 200 --faults 20 -o "$dir/share"
ok "is sorted" is_sorted share
ok "two checks only" \
	quiet "$gen" --faults ID-03,PRC-03 --households 40 -o "$dir/two"
ok "has these and no others" test \
	"$(cut -f1 "$dir/two/.planted.tsv" | sort -u | tr '\n' ' ')" \
	= "ID-03 PRC-03 "

ok "several faults in a household" \
	quiet "$gen" --seed 7 --households 1000 --mixed 50 -o "$dir/mixed"
ok "sorted" is_sorted mixed
ok "and again" \
	quiet "$gen" --seed 7 --households 1000 --mixed 50 -o "$dir/again"
ok "the same" alike mixed again
shared() { # households with two checks and more
	cut -f1,3 "$dir/mixed/.planted.tsv" | sort -u | cut -f2 | sort | uniq -d |
		grep -c .
}
ok "in half of the households" test "$(shared)" -ge 450
ok "what is hidden names by what" \
	grep -q '^HH-0[45]	.*	ID-05$' "$dir/mixed/.planted.tsv"

ok "no checks of that name" refuses --faults XX-01
ok "nor among others" refuses --faults ID-03,XX-01
ok "no such share" refuses --faults 51
ok "nor of mixed ones" refuses --mixed 51
ok "no households" refuses --households 0
ok "no number" refuses --seed x
ok "no timetable" refuses --timetable "$dir/nowhere"
echo 'visits 2026-11-06 tomorrow' >"$dir/days"
ok "nor one without its days" refuses --timetable "$dir/days"
ok "another plan's street" quiet "$gen" --timetable \
	"$src/tests/gen/beiyuan.txt" --households 60 --faults each -o "$dir/beiyuan"
ok "valid, too" are_valid beiyuan
ok "and has what only it can have" holds 'DLN-12	' beiyuan
finished
