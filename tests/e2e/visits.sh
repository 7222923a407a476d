#!/bin/sh
# Visits that do not fit together: two teams, contradictions, kinds of fault that
# a class cannot have, other streets, persons that nobody lives with. Nothing of
# it may end in a limit that holds, nor hang on the order of import.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"

# 60 exits, one still poor, 60 who are not registered, each two persons
shape='xmlns="urn:hecha:1" year="2026" division="379999001"'
records() { # records POPULATION
	{
		echo "<register $shape source=\"current\" exported=\"2026-12-16\"><village code=\"379999001001\" name=\"甲村\" population=\"$1\"/>"
		for i in $ids; do echo "<household id=\"X$i\" village=\"379999001001\" class=\"exit\" mark=\"1\" exit-year=\"2026\" size=\"2\"/>"; done
		echo '<household id="P1" village="379999001001" class="none" mark="0" size="2"/></register>'
	} >"$dir/register.xml"
}
ids=$(seq -w 1 60)
records 242
{
	echo "<rolls $shape>"
	for i in $ids; do echo "<roll-entry id=\"R$i\" roll=\"villager\" village=\"379999001001\" name=\"测试甲\" persons=\"2\"/>"; done
	echo '</rolls>'
} >"$dir/rolls.xml"
visit() { # visit ID ATTRIBUTES: a line of a record
	case $1 in
	R*) echo "<unregistered subject=\"$1\" $2/>" ;;
	*) echo "<sample household=\"$1\" $2/>" ;;
	esac
}
record() { # record FILE DATE: of the lines that come in
	{
		echo "<inspection $shape><inspection-record id=\"evaluation-2026\" kind=\"evaluation\" date=\"$2\" inspector=\"测试员\">"
		cat
		echo '</inspection-record></inspection>'
	} >"$dir/$1"
}
right='visit="visited" identification="none" satisfied="yes"'
wrong='visit="visited" identification="wrong-exit" satisfied="no"'
good() { # good X|R…: all is well there
	for i in $ids; do
		for kind in "$@"; do [ "$kind" = R ] || visit "$kind$i" "$right"; done
	done
	visit P1 "$right"
	for i in $ids; do
		for kind in "$@"; do [ "$kind" = X ] || visit "$kind$i" "$right"; done
	done
}
start() { # start FILE…: a database with a sample of all, and these visits
	rm -f "$dir"/v.db*
	common="--lang en -q --db $dir/v.db"
	gives 0 init --plan "$src/fixtures/street.xml" &&
		gives 0 import "$dir/register.xml" "$dir/rolls.xml" &&
		gives 0 sample --frame &&
		gives 0 sample --share 100 --seed x || return
	for f in "$@"; do gives 0 import "$dir/$f"; done
}
wrongs='Rate of wrong exits  *'

good X R | record all.xml 2026-12-20
start all.xml
ok "a census without a fault holds" gives 0 evaluate
ok "counts and rates are told apart" says 'weighted from it to the frame'
ok "and of which frame they are" says 'Frame [0-9a-f]\{64\}, rounds 1$'

# two teams fill copies of one sheet
good X | sed '/"P1"/d' | record x.xml 2026-12-20
good R | record r.xml 2026-12-20
start x.xml r.xml
ok "two teams together hold" gives 0 evaluate
cp "$dir/out" "$dir/one"
start r.xml x.xml
gives 0 evaluate
ok "in whatever order they came in" same "$dir/out" "$dir/one"
gives 0 import "$dir/all.xml"
ok "what is said twice alike counts once" gives 0 evaluate
ok "to the byte" same "$dir/out" "$dir/one"

# a fault in one record, none in another
visit X07 "$wrong" | record fault.xml 2026-12-20
visit X07 "$right" | record later.xml 2026-12-22
start all.xml fault.xml
ok "two answers do not hold" gives 1 evaluate
ok "the household is named" says '^  X07  甲村  two answers on the identification$'
ok "for both" says '^  X07  甲村  two answers on whether it is satisfied$'
ok "its fault counts" says "${wrongs}2 / 120 .*cannot be told: households that are not clear: 1$"
ok "those whom it does not concern hold" says 'Rate of missed persons .*holds$'
cp "$dir/out" "$dir/one"
start fault.xml all.xml
gives 1 evaluate
ok "in either order" same "$dir/out" "$dir/one"
start fault.xml later.xml
gives 1 evaluate
ok "a later day does not undo it" says "${wrongs}2 / 2 .*cannot be told"
sed '/"X0[123]"/s/none/wrong-exit/' "$dir/all.xml" >"$dir/three.xml"
start three.xml fault.xml
gives 1 evaluate
ok "what is clear fails all the same" says "${wrongs}8 / 120 .*does not hold$"
visit X07 'appeal-outcome="upheld"' | record appeal.xml 2026-12-24
sed 's/satisfied="no"/satisfied="yes"/' "$dir/fault.xml" >"$dir/satisfied.xml"
start all.xml satisfied.xml appeal.xml
ok "an appeal that is decided does" gives 0 evaluate
ok "before it the fault stands" says "${wrongs}2 / 120 "
{ visit X07 "$wrong"; good X; } | sed '2,$s/"X07"/"X08"/' | record one.xml 2026-12-20
start one.xml r.xml
gives 0 evaluate
sed 's/\(household="X07".*\)visited/\1refused/' "$dir/one.xml" >"$dir/refused.xml"
start refused.xml r.xml
ok "refused, and yet at fault, does not hold" gives 1 evaluate
ok "and is told" says '^  X07  甲村  not reached, and yet with answers$'
ok "its fault counts as well" says "${wrongs}2 / 120 .*cannot be told"

sed 's/\(household="X07".*\)visited" identification="none" satisfied="yes"\/>/\1refused"><fault>住房为危房<\/fault><\/sample>/' \
	"$dir/all.xml" >"$dir/words.xml"
start words.xml
ok "nor does it with a fault in words" gives 1 evaluate
ok "which is told as well" says '^  X07  甲村  not reached, and yet with answers$'
sed '/"X07"/s/ identification="none"//' "$dir/all.xml" >"$dir/blank.xml"
start blank.xml
ok "a visit that leaves out the answer does not hold" gives 1 evaluate
ok "and is told" says 'nothing said of the identification: 1$'

# kinds that a class cannot have
for at in X07:wrong-entry R07:wrong-entry P1:wrong-exit; do
	sed "/\"${at%:*}\"/s/none/${at#*:}/" "$dir/all.xml" >"$dir/odd.xml"
	start odd.xml
	ok "$at does not hold" gives 1 evaluate
	[ "$at" != P1:wrong-exit ] && ok "$at keeps the limit open" says 'cannot be told: households that are not clear: 1$'
	ok "$at is told" says "^  ${at%:*}  甲村  a kind of fault that its class cannot have$"
done
sed '/"X07"/s/none/wrong-entry/' "$dir/all.xml" >"$dir/odd.xml"
start odd.xml
gives 1 check --only id --reason test
gives 0 report evaluation -f xml -o "$dir/e.xml"
ok "report and rates agree that it is none" grep -q 'wrong-exit="0" missed="0" wrong-entry="0"' "$dir/e.xml"
gives 0 report evaluation -f html -o "$dir/e.html"
ok "but not that there is none" grep -q 'others are told where' "$dir/e.html"
ok "nor that more is told" grep -q 'the rate cannot be told: 2\.' "$dir/e.html"
ok "and it is named there" grep -q 'a kind of fault that its class cannot have' "$dir/e.html"

# who was met cannot be replaced
start one.xml r.xml
ok "who was visited is not replaced" gives 2 sample --replace X07 --reason refused
ok "and why" warns 'SAMPLE-REPLACE-4'
start
gives 0 sample --replace X07 --reason refused
gives 0 import "$dir/one.xml" "$dir/r.xml"
gives 0 evaluate
ok "nor does it leave the rates when it was before" says "${wrongs}2 / 120 "
ok "which is told" says 'Replaced and visited after all, which count: 1$'

# persons
for persons in 0 9999; do
	sed "/\"X07\"/s/visit=/persons=\"$persons\" visit=/" "$dir/one.xml" >"$dir/persons.xml"
	start persons.xml r.xml
	gives 0 evaluate
	ok "$persons persons do not count" says "${wrongs}2 / 120 "
	ok "but are told" says "not those of the frame: 1 (persons $persons, in the frame 2)"
done

# another street, another year
sed 's/division="379999001"/division="379998001"/' "$dir/all.xml" >"$dir/other.xml"
start x.xml r.xml other.xml
gives 0 evaluate
ok "another street's visits enter no rate" says '(379998001), which enter no rate: 121$'
start other.xml
gives 1 evaluate
ok "not even alone" says 'visited 0, .* no record 121'

# who is not in the frame, and who is not known
records 1000
start all.xml
ok "a frame that lacks most does not hold" gives 1 evaluate
ok "which is told" says 'Rate of missed persons .*cannot be told: the frame lacks 758 of 878 persons'
ok "of the composite incidence as well" says 'Composite incidence .*cannot be told: the frame lacks 758'
records 200
start all.xml
gives 0 evaluate
records 100
start all.xml
gives 1 evaluate
ok "fewer than are registered" says 'cannot be told: the population is less than the register has in: 甲村$'
sed -i 's/ population="100"//' "$dir/register.xml"
start all.xml
ok "a population that is missing" gives 1 evaluate
ok "is told as what it is" says 'Composite incidence .*cannot be told: the population is missing of: 甲村$'
ok "for the missed, too" says 'Rate of missed persons .*cannot be told: the population is missing of: 甲村$'
finished
