#!/bin/sh
# The problems as SARIF: valid by the standard's own schema, with names of
# files as they are in offices. autogen.sh check fetches the schema.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
schema=$(dirname "$HECHA")/../npm/sarif-2.1.0.json
make=$(dirname "$HECHA")/../tests/e2e/make-report
if ! python3 -c 'import jsonschema' 2>/dev/null || [ ! -s "$schema" ]; then
	echo "1..0 # SKIP no jsonschema, or no schema of SARIF"
	exit 0
fi
cat >"$dir/valid.py" <<'END'
import json, re, sys
import jsonschema
schema, path, n = json.load(open(sys.argv[1])), sys.argv[2], int(sys.argv[3])
log = json.load(open(path, encoding="utf-8"))
faults = list(jsonschema.Draft4Validator(schema).iter_errors(log))
for f in faults[:5]:
    print(list(f.absolute_path), f.message[:200])
results = log["runs"][0]["results"]
print(len(results))
# What the schema says of formats, a validator need not look at.
uris = {l["physicalLocation"]["artifactLocation"]["uri"] for r in results
    for l in r["locations"] if "physicalLocation" in l}
print(uris)
bad = [u for u in uris if not re.fullmatch(
    r"(?:[A-Za-z0-9\-._~!$&'()*+,;=@/]|%[0-9A-F]{2})+", u)]
sys.exit(bool(faults or bad) or len(results) != n)
END
valid() { python3 "$dir/valid.py" "$schema" "$1" "$2" >"$dir/out" 2>&1; }
invalid() { ! valid "$@"; }
count() {
	"$HECHA" --db "$1" findings --format json |
		python3 -c 'import json, sys; print(len(json.load(sys.stdin)))'
}

cp -r "$src/fixtures/faulty" "$dir/in"
mv "$dir/in/register.xml" "$dir/in/登记 表[1]#50%:?.xml"
ok "a faulty street" gives 1 audit "$src/fixtures/street.xml" "$dir/in" \
	-o "$dir/f"
ok "a clean one" gives 0 audit "$src/fixtures/street.xml" \
	"$src/fixtures/clean" -o "$dir/c"
for lang in zh en; do
	gives 0 --db "$dir/f/hecha.db" --lang $lang report problems \
		--format sarif -o "$dir/$lang.sarif"
	ok "valid ($lang)" valid "$dir/$lang.sarif" "$(count "$dir/f/hecha.db")"
	ok "the file has its name" says '%E7%99%BB%E8%AE%B0%20%E8%A1%A8%5B1%5D%2350%25%3A%3F.xml'
	gives 0 --db "$dir/c/hecha.db" --lang $lang report problems \
		--format sarif -o "$dir/c.sarif"
	ok "valid without a problem ($lang)" valid "$dir/c.sarif" 0
done
for name in small small-en hostile; do
	"$make" problems.sarif "$src/fixtures/result/$name.xml" "$dir/r.sarif"
	ok "valid: $name" valid "$dir/r.sarif" 12
done
sed 's/"level":"error"/"level":"fatal"/' "$dir/zh.sarif" >"$dir/bad.sarif"
ok "the schema is asked" invalid "$dir/bad.sarif" \
	"$(count "$dir/f/hecha.db")"
finished
