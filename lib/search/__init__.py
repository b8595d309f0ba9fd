"""Finding a thing by what people call it: names, pinyin, initials, synonyms, lines of the plan, with typing errors."""
