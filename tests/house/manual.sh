#!/bin/sh
# The manual pages say what the program says of itself: each command, option,
# subcommand and kind of report, no more and no less; their examples can be run.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
# What it says is the same however it was built.
skip_if_watched

# commands: their names, from the program
commands() {
	"$HECHA" --lang en --help | sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z]*\) .*/\1/p'
}

# options OF: lines "OF -f,--format json|csv" from a help; where the values
# are not listed, ARG stands for them
options() {
	sed -n 's/^  *\(\(-., \)*--[a-z]\)/\1/p' | sed 's/, /,/' |
		awk -v of="$1" '{ sub(/^ */, "")
			print of, $1 (NF < 2 ? "" : $2 ~ /[|]/ ? " " $2 : " ARG") }'
}

# words OF: lines "OF =show" for each subcommand of the usage, and for each
# kind behind the colon of the summary
words() {
	sed -n '1s/^Usage: hecha \[OPTION…\] [a-z]* //p; 3s/.*: //p' |
		tr -s ' ,|[]' '\n' | grep '^[a-z][a-z-]*$' |
		sed "s/^/$1 =/"
}

# program: all that it has
program() {
	"$HECHA" --lang en --help | options global
	for c in $(commands); do
		"$HECHA" --lang en "$c" --help >"$dir/help"
		echo "command $c"
		options "$c" <"$dir/help"
		words "$c" <"$dir/help"
	done
}

# manual PAGE: the same lines, from the source of a page
manual() {
	awk '
	/^\.S[hs] / { section = substr($0, 5) }
	/^\.Ss hecha / { print "command", $3; name[section] = $3 }
	/^\.It Fl / {
		names = values = ""
		for (i = 2; i <= NF; i++) {
			if ($i == "Fl")
				names = names (names == "" ? "" : ",") "-" $++i
			else if ($i == "Ar")
				{ values = " ARG"; break }
			else if ($i == "Cm") {
				values = " "
				while (++i <= NF)
					values = values $i
			}
		}
		items[++n] = names values
		in_section[n] = section
	}
	/^\.It Cm / && section in name { print name[section], "=" $3 }
	/^\..*Sx / { named[section] = named[section] $0 " " }
	END {
		for (i = 1; i <= n; i++) {
			s = in_section[i]
			owned = 0
			for (c in name)
				if (c == s || index(named[c], "Sx " s " ")) {
					print name[c], items[i]
					owned = 1
				}
			if (!owned)
				print "global", items[i]
		}
	}' "$1"
}

# synopsis PAGE: the commands of the synopsis
synopsis() {
	awk '/^\.Sh / { sections++ }
		/^\.(It )?Nm/ { first = 1 }
		sections == 2 && first && /^\.Cm / { print $2; first = 0 }' "$1"
}

agree() { # agree A B: the same lines; what differs is told
	sort "$1" >"$dir/a"
	sort "$2" >"$dir/b"
	diff "$dir/a" "$dir/b" >"$dir/out" 2>"$dir/err"
}

lists() { grep -q -- "$1" "$dir/program"; }

# The one place where the pages differ: mandoc knows English headings only.
lint() {
	command -v groff >/dev/null && groff -k -mdoc -Tutf8 -ww -z "$1" \
		>"$dir/out" 2>&1 && [ -s "$dir/out" ] && return 1
	mandoc -T lint -W warning "$1" |
		grep -v 'first section is not "NAME"\|outside NAME section' >"$dir/out"
	[ ! -s "$dir/out" ]
}

renders() {
	mandoc -T utf8 "$1" >"$dir/out" 2>"$dir/err" && [ -s "$dir/out" ]
}

# example LINE: run as it stands in the manual, in a street of its own
example() {
	(cd "$dir/street" && PATH=$dir/bin:$PATH timeout 600 sh -c "$1") \
		>"$dir/out" 2>"$dir/err"
	[ $? -le 1 ]
}

program >"$dir/program"
commands >"$dir/commands"
sed -n 's/.*getenv("\([A-Z_]*\)").*/\1/p; s/.*"\(HECHA_[A-Z]*\)".*/\1/p' \
	"$src"/src/*/*.c | sort -u >"$dir/names"
sed -n '/^exit_status/,/^}/s/.*return \([0-9]\);/\1/p' "$src/src/cli/main.c" \
	>"$dir/statuses"
printf '0\n1\n' >>"$dir/statuses"
mkdir -p "$dir/bin" "$dir/street"
ln -s "$HECHA" "$dir/bin/hecha"
for name in plan 方案; do
	ln -s "$src/fixtures/street.xml" "$dir/street/$name.xml"
done
for name in records 记录; do
	ln -s "$src/fixtures/clean" "$dir/street/$name"
done

ok "the help was understood: options" lists '^findings -f,--format text|json|csv$'
ok "arguments" lists '^global --db ARG$'
ok "flags" lists '^submit -n,--dry-run$'
ok "subcommands" lists '^plan =lint$'
ok "kinds" lists '^report =self-check$'
for page in hecha.1 hecha.zh_CN.1; do
	file=$src/doc/$page
	manual "$file" >"$dir/manual"
	synopsis "$file" >"$dir/synopsis"
	sed -n 's/^\.It Ev \([A-Z_]*\)$/\1/p' "$file" >"$dir/documented"
	sed -n 's/^\.It \([0-9]\)$/\1/p' "$file" >"$dir/told"
	ok "$page: all commands and options" agree "$dir/program" "$dir/manual"
	ok "$page: all commands in the synopsis" agree "$dir/commands" \
		"$dir/synopsis"
	ok "$page: all variables of the environment" agree "$dir/names" \
		"$dir/documented"
	ok "$page: all exit statuses" agree "$dir/statuses" "$dir/told"
	if command -v mandoc >/dev/null; then
		ok "$page: lint" lint "$file"
		ok "$page: can be shown" renders "$file"
	fi
	sed -n 's/^\.Dl hecha /hecha /p' "$file" >"$dir/examples"
	ok "$page: has examples" test -s "$dir/examples"
	rm -f "$dir/street/hecha.db"
	while read -r line <&3; do
		ok "$page: $line" example "$line"
	done 3<"$dir/examples"
done
finished
