"""Whether the checks catch what they are for: faults put into the three briefs, one at a time, and edits that are none.

A `sheet` is a YAML text that is edited where it stands, a `desk` one brief with the files around it. An operator takes
a desk and yields mutants, each with one fault and the place at which it has to be told: operators on what stands on
what are in `evidence`, on sources in `sourcing`, on probabilities and scenarios in `estimates`, on measures and dates
in `advice`, on sentences in `wording`, on what cannot be read in `reading`; `table` lists them with the code that
each must raise. The edits of `neutral` must raise nothing; those of `ready`, which make room for a fault, neither.
"""
