"""Draws the series of a JSON file as an SVG with matplotlib; prints the processor seconds of each run."""

import json
import sys
import time

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt

values_file, chart_file, runs = sys.argv[1:]
with open(values_file, encoding="utf-8") as file:
    values = json.load(file)
minutes = list(range(len(values[0])))
plt.rcParams["svg.fonttype"] = "none"

for _ in range(int(runs)):
    start = time.process_time()
    figure, axes = plt.subplots(figsize=(8, 2.4), dpi=100)
    for number, series in enumerate(values):
        axes.plot(minutes, series, label=f"queue-{number}")
    axes.set_title("Messages in the queues")
    axes.legend()
    figure.savefig(chart_file)
    plt.close(figure)
    print(time.process_time() - start)
