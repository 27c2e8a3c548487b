# Makes of what `swift test` prints what a person wants to read: no line over 200 characters, nothing that a terminal obeys.
#
# Told are each suite as it ends, what was skipped, whatever failed, and at the end what took over ten seconds in its lane,
# which `Machine` prints: by Swift Testing's own count, a test is also at work while it waits for its turn.

function plain(line) {
    gsub(/\033\[[0-9;]*[A-Za-z]/, "", line)
    # Controls, those of Latin-1 too, the marks that turn text around, and the separators of lines.
    gsub(/[\001-\037\177]/, " ", line)
    gsub(/\302[\200-\237]/, " ", line)
    gsub(/\342\200[\250-\256]/, " ", line)
    gsub(/\342\201[\246-\251]/, " ", line)
    if (length(line) <= 200) return line
    line = substr(line, 1, 196)
    # A character that was cut through goes whole.
    sub(/[\300-\377][\200-\277]*$/, "", line)
    return line "…"
}

# Keeps where an issue is and what it says, rather than all of the arguments that come before.
function brief(line,    place) {
    if (length(line) <= 200 || line !~ / recorded an issue with [0-9]+ argument/) return line
    place = match(line, / at [A-Za-z0-9+_-]+\.swift:[0-9]+:[0-9]+: /)
    return place > 100 ? plain(substr(line, 1, 96)) "…" substr(line, place) : line
}

function note(name, seconds) {
    if (seconds >= 10 && seconds > slow[name]) slow[name] = seconds
}

/^lane: / {
    seconds = $(NF - 1)
    name = $0
    sub(/^lane: /, "", name)
    sub(/: [0-9]+ s$/, "", name)
    suite = name
    sub(/\..*/, "", suite)
    laned[suite] = 1
    note(name, seconds)
    print plain($0)
    fflush()
    next
}

# The closing line, for people and tools alike.
/ Test run with [0-9]+ tests?/ {
    closing = $0
    next
}

# What begins, and what ended well; its arguments may go on on further lines.
/^(◇|✔) / {
    isTold = 0
    if ($2 != "Suite" || $(NF - 3) != "passed") next
    name = $3
    gsub(/"/, "", name)
    if (name in laned || name == "EndToEnd") next
    # Those all begin at once: how long each was at work, nobody tells.
    sub(/ after .*/, ".")
    print plain($0)
    fflush()
    next
}

# What failed or was skipped, and whatever is said of it on further lines.
/^[^ ]+ (Suite|Test) / { isTold = 1 }
/^(error|warning):/ || /[Ff]atal error|[Cc]rashed|unexpected signal/ { isTold = 1 }
isTold && NF { print plain(brief($0)); fflush() }

END {
    count = 0
    for (name in slow) order[++count] = name
    for (i = 1; i < count; i++)
        for (j = i + 1; j <= count; j++)
            if (slow[order[j]] > slow[order[i]]) { swap = order[i]; order[i] = order[j]; order[j] = swap }
    if (count) print "over 10 s:"
    for (i = 1; i <= count; i++) printf "%6d s  %s\n", slow[order[i]], order[i]
    if (closing) print plain(closing)
}
