"""One named validator for each thing that must hold between tables or between the cells of a row.

Each takes the tables as text (before they get their types, so that all problems can be told at once) and
returns what is wrong, which is nothing when all is well. They run even where single cells are wrong, so none
may assume that a cell fits its column.
"""

from bone_atlas.tables.validators.claims import (
    claims_lead_somewhere,
    claims_leave_numbers_to_their_rows,
    claims_rest_on_rows_or_say_why,
    claims_say_what_each_sentence_rests_on,
    marrow_is_shared_out,
)
from bone_atlas.tables.validators.common import Validator
from bone_atlas.tables.validators.detection import (
    detection_counts_are_possible,
    detection_intervals_hold_their_value,
    detection_is_shown_or_says_why,
    detection_measures_keep_their_basis,
    detection_percentages_fit_their_counts,
    detection_rates_are_no_percentages,
    detection_sources_are_named,
)
from bone_atlas.tables.validators.evidence import (
    citations_have_a_link,
    counts_are_possible,
    every_layer_has_rows,
    every_study_is_used_or_says_why,
    layers_never_mix,
    painted_or_says_why,
    references_lead_somewhere,
    shares_of_nothing_known_are_not_painted,
    what_is_told_second_hand_says_so,
)
from bone_atlas.tables.validators.glossary import (
    glossary_meanings_are_sentences_with_a_printed_source,
    glossary_spellings_mean_one_thing,
)
from bone_atlas.tables.validators.pathways import (
    journeys_are_whole,
    journeys_claim_no_more_than_their_segments,
    journeys_reach_their_bone,
    journeys_walk_segments,
    pages_read_are_no_hearsay,
    pathway_references_lead_somewhere,
    segments_have_ids_of_their_own,
    segments_lead_from_breast_to_bone,
    statuses_say_why,
    veins_are_known_or_not,
    vessels_and_segments_have_a_source,
    vessels_have_ids_of_their_own,
)
from bone_atlas.tables.validators.rankings import (
    rankings_are_those_of_their_study,
    rankings_lead_somewhere,
    rankings_run_from_one,
)
from bone_atlas.tables.validators.sites import (
    every_site_is_drawn_or_says_why,
    names_are_unique,
    sites_form_one_tree,
    things_have_ids_of_their_own,
)

VALIDATORS: tuple[Validator, ...] = (
    references_lead_somewhere,
    sites_form_one_tree,
    things_have_ids_of_their_own,
    names_are_unique,
    every_site_is_drawn_or_says_why,
    counts_are_possible,
    painted_or_says_why,
    layers_never_mix,
    shares_of_nothing_known_are_not_painted,
    what_is_told_second_hand_says_so,
    every_layer_has_rows,
    every_study_is_used_or_says_why,
    citations_have_a_link,
    rankings_lead_somewhere,
    rankings_run_from_one,
    rankings_are_those_of_their_study,
    pathway_references_lead_somewhere,
    vessels_have_ids_of_their_own,
    segments_have_ids_of_their_own,
    segments_lead_from_breast_to_bone,
    vessels_and_segments_have_a_source,
    pages_read_are_no_hearsay,
    veins_are_known_or_not,
    statuses_say_why,
    journeys_are_whole,
    journeys_walk_segments,
    journeys_reach_their_bone,
    journeys_claim_no_more_than_their_segments,
    marrow_is_shared_out,
    claims_lead_somewhere,
    claims_rest_on_rows_or_say_why,
    claims_leave_numbers_to_their_rows,
    claims_say_what_each_sentence_rests_on,
    detection_counts_are_possible,
    detection_percentages_fit_their_counts,
    detection_intervals_hold_their_value,
    detection_is_shown_or_says_why,
    detection_measures_keep_their_basis,
    detection_rates_are_no_percentages,
    detection_sources_are_named,
    glossary_spellings_mean_one_thing,
    glossary_meanings_are_sentences_with_a_printed_source,
)
