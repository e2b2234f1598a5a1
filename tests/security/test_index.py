"""Where each kind of abuse of the security design is tested. A test that is renamed or dropped is missed here."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Number in security.md, part 2: the tests that try it, as room/file::test, or security/file::test.
INDEX = {
    1: "security/test_who_reads::test_a_foreign_draft_is_nowhere "
    "thread/test_pages::test_a_draft_has_no_page_for_who_does_not_lead",
    2: "security/test_matrix::test_an_object_of_another_neighbourhood_is_not_reached_through_the_own_one "
    "network/test_table::test_a_seat_of_another_neighbourhood_cannot_be_ended_from_here "
    "promises/test_noting::test_an_item_or_number_of_another_wijk_is_refused",
    3: "security/test_abuse_words::test_an_item_of_another_neighbourhood_is_no_line_and_no_partner_of_ours "
    "agenda/test_take_up::test_nobody_brings_in_a_voice_of_another_neighbourhood",
    4: "agenda/test_two_keys::test_two_residents_are_one_key agenda/test_two_keys::test_no_institution_turns_a_key "
    "security/test_matrix::test_a_seat_here_is_worth_nothing_there",
    5: "security/test_abuse_requests::test_a_promise_is_what_the_form_asks_and_nothing_hidden "
    "agenda/test_writing_pages::test_nothing_hidden_in_a_form_sets_what_is_not_asked "
    "voices/test_saying::test_fields_that_are_nobodys_to_set_are_left_alone "
    "network/test_pages::test_fields_that_the_form_does_not_name_change_nothing "
    "people/test_accounts::test_i_set_my_name_and_nothing_that_the_form_does_not_name",
    6: "security/test_abuse_words::test_no_question_in_the_address_reaches_a_hidden_column "
    "security/test_who_reads::test_searching_for_a_hidden_word_tells_nothing",
    7: "people/test_accounts::test_my_data_holds_what_is_mine_and_nobody_elses "
    "security/test_who_reads::test_files_for_some_are_gone_after_signing_out",
    8: "security/test_who_reads::test_files_for_some_are_gone_after_signing_out",
    9: "security/test_abuse_requests::test_the_secret_of_one_promise_opens_no_other "
    "security/test_abuse_requests::test_a_receipt_cookie_opens_its_own_receipt_alone "
    "people/test_accounts::test_a_code_works_only_in_the_browser_that_asked_for_it",
    10: "network/test_table::test_no_other_side_touches_seats_posts_or_the_share "
    "network/test_invented::test_a_stranger_makes_an_official_of_nobody "
    "network/test_invented::test_an_official_gets_no_seat_of_an_official_without_being_one_everywhere",
    11: "network/test_table::test_the_last_residents_seat_stays",
    12: "security/test_who_reads::test_no_name_or_text_becomes_a_tag_on_any_page "
    "security/test_abuse_forms::test_what_was_typed_comes_back_as_text_in_messages_and_refusals "
    "places/test_pages::test_a_drawn_name_reaches_the_map_as_text "
    "record/test_pages::test_a_told_sentence_and_an_organisation_are_shown_escaped "
    "shared/test_printing::test_markup_in_the_data_is_printed_and_never_run",
    13: "security/test_abuse_words::test_no_template_and_no_code_marks_text_as_safe "
    "promises/test_rules::test_only_an_honest_web_address_is_shown",
    14: "tests/test_house_words::test_english_fills_in_the_same_places_and_adds_no_markup "
    "people/test_outbox::test_letters_come_out_as_one_pdf_and_text_stays_text",
    15: "security/test_abuse_requests::test_a_line_that_names_another_place_fetches_nothing "
    "places/test_network::test_a_redirect_is_followed_only_at_the_same_place "
    "places/test_network::test_only_known_hosts_are_asked_and_only_with_https",
    16: "agenda/test_rules::test_no_cell_of_an_export_is_a_formula "
    "promises/test_register::test_a_file_for_a_spreadsheet_holds_no_formula",
    17: "people/test_contacts::test_a_line_break_in_a_subject_never_becomes_a_header",
    18: "security/test_abuse_requests::test_no_mail_carries_a_host_that_the_caller_made_up "
    "web/test_errors::test_a_strange_host_gets_400_and_no_page_of_ours_with_its_name",
    19: "voices/test_saying::test_one_network_cannot_flood_and_a_forged_header_does_not_help "
    "tests/test_house_environment::test_an_invented_caller_is_not_believed_without_a_proxy",
    20: "web/test_views::test_nobody_is_sent_to_another_site "
    "people/test_accounts::test_signing_in_never_leads_to_another_site",
    21: "people/test_accounts::test_nobody_can_tell_whether_an_address_has_an_account "
    "people/test_accounts::test_known_and_unknown_take_about_as_long "
    "voices/test_following::test_an_unknown_number_and_a_wrong_secret_get_the_same_answer "
    "security/test_abuse_forms::test_inviting_somebody_does_not_tell_whether_their_address_is_known_here "
    "security/test_abuse_requests::test_a_number_does_not_tell_whether_its_words_are_hidden_or_how_they_are",
    24: "voices/test_following::test_no_log_line_and_no_address_holds_the_secret "
    "security/test_abuse_requests::test_no_secret_stands_in_an_address_or_a_header_that_is_sent_on "
    "web/test_headers::test_htmx_may_not_run_text_and_keeps_no_pages",
    25: "people/test_accounts::test_the_session_gets_another_name_when_somebody_signs_in "
    "security/test_abuse_requests::test_a_session_that_somebody_signed_out_of_is_worth_nothing "
    "web/test_headers::test_a_page_that_brings_a_cookie_is_kept_by_nobody_else",
    26: "security/test_matrix::test_reading_gives_everybody_what_the_table_says_and_writes_nothing "
    "thread/test_pages::test_whoever_signed_in_gets_no_page_that_another_may_keep",
    27: "security/test_matrix::test_every_post_without_its_token_is_refused "
    "security/test_matrix::test_reading_gives_everybody_what_the_table_says_and_writes_nothing "
    "security/test_matrix::test_no_other_method_does_anything",
    28: "people/test_accounts::test_there_are_no_pages_for_passwords_signing_up_or_social_accounts "
    "people/test_accounts::test_a_code_works_only_in_the_browser_that_asked_for_it",
    36: "voices/test_photos::test_a_photo_loses_everything_but_what_is_seen "
    "security/test_abuse_words::test_a_paper_tells_nothing_of_who_or_what_made_it",
    37: "voices/test_photos::test_what_is_no_photo_is_refused_and_the_text_stays "
    "security/test_abuse_requests::test_fifty_megabytes_are_refused_with_a_sentence "
    "security/test_abuse_forms::test_a_plan_of_ten_million_cells_or_fifty_megabytes_is_refused_at_once "
    "security/test_abuse_forms::test_a_line_on_the_map_that_is_too_deep_or_too_long_is_refused_at_once "
    "places/test_network::test_an_answer_that_unpacks_to_too_much_is_stopped",
    38: "security/test_abuse_requests::test_the_name_of_a_photo_is_never_used "
    "security/test_abuse_requests::test_what_only_looks_like_a_photo_is_refused_and_nothing_stored",
    39: "places/test_rules::test_a_very_long_text_takes_no_longer_than_a_short_one "
    "voices/test_rules::test_a_hundred_thousand_letters_are_searched_in_no_time "
    "agenda/test_rules::test_a_text_made_to_be_slow_is_compared_within_a_second "
    "security/test_abuse_words::test_a_date_made_to_be_slow_is_read_at_once",
    40: "security/test_abuse_words::test_nothing_typed_in_a_search_is_run_by_the_database "
    "security/test_abuse_words::test_a_number_that_no_column_holds_is_not_found",
    41: "security/test_flood::test_fake_participants_do_not_move_what_residents_see_as_their_top_five "
    "reach/test_pages::test_a_flood_of_cards_from_one_network_ends",
    42: "record/test_inspection::test_a_row_changed_by_raw_sql_is_found "
    "record/test_inspection::test_a_restored_older_backup_does_not_reach_a_kept_checkpoint "
    "agenda/test_two_keys::test_every_act_is_sealed_and_the_pages_agree_with_the_log",
    43: "security/test_abuse_requests::test_news_of_a_voice_goes_to_who_asked_for_it_and_to_nobody_else "
    "people/test_outbox::test_two_who_follow_the_same_never_see_each_other",
}
# Two at the same time: the same posted key, the second key, a verdict, seats; and that the race is lost without a lock.
RACES = (
    "voices/test_wiping::test_one_form_posted_by_eight_connections_at_once_is_one_voice_with_one_receipt "
    "voices/test_wiping::test_without_the_key_the_race_would_store_it_more_than_once "
    "agenda/test_two_keys::test_the_second_key_turned_by_two_at_once_is_carried_out_once "
    "promises/test_races::test_a_verdict_pressed_many_times_at_once_is_stored_once "
    "network/test_order::test_two_seats_confirmed_at_the_same_moment_never_pass_the_share "
    "network/test_order::test_without_the_lock_the_race_is_lost_so_the_test_above_means_something"
)
ASKED = {*range(1, 22), *range(24, 29), *range(36, 44)}


def test_every_kind_of_abuse_that_was_asked_for_has_its_tests() -> None:
    assert set(INDEX) == ASKED


@pytest.mark.parametrize("named", sorted({name for names in (*INDEX.values(), RACES) for name in names.split()}))
def test_the_named_test_is_there(named: str) -> None:
    place, _colons, test = named.partition("::")
    room, _slash, file = place.partition("/")
    folder = {"security": ROOT / "tests" / "security", "tests": ROOT / "tests"}.get(
        room, ROOT / "src" / "stoep" / room / "tests"
    )
    functions = {
        node.name: node
        for path in sorted(folder.glob("test_*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and (path.stem == file or room not in {"security", "tests"})
    }
    assert test in functions, f"{named} is gone: name the test that tries this abuse now."
    skipped = [ast.unparse(mark) for mark in functions[test].decorator_list if "skip" in ast.unparse(mark)]
    assert not skipped
