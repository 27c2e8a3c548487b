"""Renders rows from a JSON file, or the tasks of a snapshot, through Jinja2; prints the processor seconds of each run, and writes the page of the last."""

import json
import sys
import time

import jinja2

rows_file, template_file, page_file, runs = sys.argv[1:]
with open(rows_file, encoding="utf-8") as file:
    rows = json.load(file)
if isinstance(rows, dict):
    rows = rows["tasks"]  # A snapshot.
with open(template_file, encoding="utf-8") as file:
    template = jinja2.Environment(autoescape=True).from_string(file.read())

for _ in range(int(runs)):
    start = time.process_time()
    page = template.render(rows=rows).encode()
    print(time.process_time() - start)

with open(page_file, "wb") as file:
    file.write(page)
