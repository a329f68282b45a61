"""Words as reviews need them: terms found whatever their spelling, negation, sentences, ways to word an allocation."""
