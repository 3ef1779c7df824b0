#!/usr/bin/env bash
# Writes the results in files of JUnit to the summary of the run. Each line of TEST_REPORTS is a pattern of files.
python3 - <<'PYTHON'
import glob, html, os, xml.etree.ElementTree as tree

lines = ["| report | tests | failed | skipped |", "| --- | --- | --- | --- |"]
failed = []
for pattern in os.environ["TEST_REPORTS"].splitlines():
    files = sorted(glob.glob(pattern, recursive=True))
    if not files:
        print("::warning::No file of test results matches " + pattern)
    for file in files:
        try:
            cases = list(tree.parse(file).getroot().iter("testcase"))
        except (OSError, tree.ParseError) as error:
            print(f"::warning::The test results in {file} cannot be read: {error}")
            continue
        bad = [case for case in cases if case.find("failure") is not None or case.find("error") is not None]
        skipped = sum(case.find("skipped") is not None for case in cases)
        lines.append(f"| {html.escape(file)} | {len(cases)} | {len(bad)} | {skipped} |")
        failed += [f'{case.get("classname", "")} {case.get("name", "")}'.strip() for case in bad]
lines += ["", *("- failed: " + html.escape(" ".join(name.split())) for name in failed)]
with open(os.environ["GITHUB_STEP_SUMMARY"], "a", encoding="utf-8") as summary:
    summary.write("\n".join(lines) + "\n")
PYTHON
