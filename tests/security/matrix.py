"""Who gets what at every address (figure 20 of the security design): one row an address, one sign a role.

Written down, not computed: a new address without a row fails, and so does a right that changed unseen.
The voice in these rows is meant for the network alone; "mine" of an author is that very voice, "other" holds the
secret of another one. What stands after a dot names another object, or another kind of form, at the same address.

    .  200 the page, or a form with what is wrong     >  302 done, or sent to the next page (or to sign in)
    x  403 refused with the reason                    -  404 not there for them
    m  405 this is not done here                      ?  422 the form asks for more (a secret, mostly)
    !  409 the act itself says no
"""

from __future__ import annotations

from tests.rooms import ROOMS

STATUS = {".": 200, ">": 302, "x": 403, "-": 404, "m": 405, "?": 422, "!": 409}

# In this order: visitor, stranger with an account, dweller of the wijk without a seat, unlocked (a seat, but no second
# factor), resident with a seat, chair, independent organisation, host, worker, official with a post, alderman with a
# seat, elsewhere (leads and hosts in another wijk), author of this voice, author of another one (other).
TABLE = """
#                              vsdurcihwoaeAO  vsdurcihwoaeAO
#                              GET             POST
# web
web:home                       ..............  mmmmmmmmmmmmmm
web:language                   ..............  >>>>>>>>>>>>>>
web:about                      ..............  mmmmmmmmmmmmmm
web:accessibility              ..............  mmmmmmmmmmmmmm
web:privacy                    ..............  mmmmmmmmmmmmmm
web:source                     ..............  mmmmmmmmmmmmmm
web:look-through               --------------  --------------
web:outbox                     --------------  --------------
web:robots                     ..............  mmmmmmmmmmmmmm
web:security-txt               ..............  mmmmmmmmmmmmmm
# places
places:search                  ..............  mmmmmmmmmmmmmm
places:municipalities          ..............  mmmmmmmmmmmmmm
places:map                     ..............  mmmmmmmmmmmmmm
places:outlines                ..............  mmmmmmmmmmmmmm
places:steps                   ..............  mmmmmmmmmmmmmm
# record
record:log                     ..............  mmmmmmmmmmmmmm
record:entry                   ..............  mmmmmmmmmmmmmm
record:proof                   ..............  mmmmmmmmmmmmmm
record:latest_checkpoint       ..............  mmmmmmmmmmmmmm
record:checkpoint              ..............  mmmmmmmmmmmmmm
record:checkpoint_note         ..............  mmmmmmmmmmmmmm
record:check                   ..............  mmmmmmmmmmmmmm
record:export                  ..............  mmmmmmmmmmmmmm
record:verifier                ..............  mmmmmmmmmmmmmm
# promises
promises:register              ..............  mmmmmmmmmmmmmm
promises:note                  xxxx.......xxx  xxxx.....xxxxx
promises:mine                  xxxx.......xxx  mmmmmmmmmmmmmm
promises:wall                  ..............  mmmmmmmmmmmmmm
promises:csv                   ..............  mmmmmmmmmmmmmm
promises:read-date             ..............  mmmmmmmmmmmmmm
promises:confirm               ..............  ?xxxxxxxx>>x??
promises:confirm.private       ..............  ?xxxxxxxx>>x??
promises:change                ..............  ?xxxxxxxx>>x??
promises:erase                 xxxx.....xxxxx  xxxx?????xxxxx
promises:erase.resident        xxxx.....xxxxx  xxxx>>>>>xxxxx
promises:judge                 .........xx...  ?xxx>>xxxxxx>>
promises:judge.private         .........xx...  ?xxxxxxxxxxx>?
# voices
voices:post                    ..............  >>>>>>>>>>>>>>
voices:blank-card              ..............  mmmmmmmmmmmmmm
voices:list                    ..............  mmmmmmmmmmmmmm
voices:waiting                 ..............  mmmmmmmmmmmmmm
voices:card                    xxxx.....xxxxx  xxxx>>>>>xxxxx
voices:check                   xxxx.....xxxxx  xxxx>>>>>xxxxx
voices:receipt                 --------------  mmmmmmmmmmmmmm
voices:slip                    --------------  mmmmmmmmmmmmmm
voices:already                 mmmmmmmmmmmmmm  xxxxxxxxxxxxxx
voices:done                    mmmmmmmmmmmmmm  >>>>>>>>>>>>>>
voices:follow                  ..............  >>>>>>>>>>>>>>
voices:leave                   mmmmmmmmmmmmmm  >>>>>>>>>>>>>>
voices:own                     xxxxxxxxxxxx.x  xxxxxxxxxxxx>x
voices:withdraw                mmmmmmmmmmmmmm  xxxxxxxxxxxx>x
web:wipe                       mmmmmmmmmmmmmm  xxxxxxxxxxxx>x
voices:answer                  xxxx.....xxxxx  xxxx>>>>>xxxxx
voices:answer.passed           xxxx.......xxx  xxxx>>>>>>>xxx
voices:answer.passed-network   xxxx.......xxx  xxxx>>>>>>>xxx
voices:join                    xxxx.....xxxxx  xxxx>>>>>xxxxx
voices:split                   xxxx.....xxxxx  xxxx>>>>>xxxxx
voices:revoke                  xxxx.....xxxxx  xxxx>>>>>xxxxx
voices:photo                   ----.....---.-  mmmmmmmmmmmmmm
# agenda
agenda:agenda                  ..............  mmmmmmmmmmmmmm
agenda:poster                  ..............  mmmmmmmmmmmmmm
agenda:listing                 ..............  mmmmmmmmmmmmmm
agenda:export                  ..............  mmmmmmmmmmmmmm
agenda:closed                  ..............  mmmmmmmmmmmmmm
agenda:versions                ..............  mmmmmmmmmmmmmm
agenda:version                 ..............  mmmmmmmmmmmmmm
agenda:difference              ..............  mmmmmmmmmmmmmm
agenda:start                   xxxx...xxxxxxx  xxxx>>>xxxxxxx
agenda:take_up                 xxxx...xxxxxxx  xxxx>>>xxxxxxx
agenda:plan                    xxxx...xxxxxxx  xxxx...xxxxxxx
agenda:drafts                  xxxx...xxxxxxx  mmmmmmmmmmmmmm
agenda:words                   xxxx.....xxxxx  mmmmmmmmmmmmmm
agenda:order                   xxxx...xxxxxxx  xxxx>>?xxxxxxx
agenda:stickers                xxxx.....xxxxx  xxxx>>>>>xxxxx
agenda:sticker_count           ..............  mmmmmmmmmmmmmm
agenda:adopt                   xxxx...xxxxxxx  xxxx>>>xxxxxxx
agenda:decisions               ..............  mmmmmmmmmmmmmm
agenda:decision                ..............  mmmmmmmmmmmmmm
agenda:second                  mmmmmmmmmmmmmm  xxxxxx>xxxxxxx
agenda:withdraw                mmmmmmmmmmmmmm  xxxx>>xxxxxxxx
agenda:edit                    xxxx...xxxxxxx  xxxx>>>xxxxxxx
agenda:edit.draft              ----...-------  ----???-------
agenda:split                   xxxx...xxxxxxx  xxxx>>>xxxxxxx
agenda:current                 xxxx...xxxxxxx  xxxx>>>xxxxxxx
agenda:remark                  xxxx.......xxx  xxxx>>>>>>>xxx
agenda:merge                   xxxx...xxxxxxx  xxxx>>>xxxxxxx
agenda:close                   xxxx...xxxxxxx  xxxx>>>xxxxxxx
agenda:admit                   ----...-------  ---->>>-------
agenda:put_aside               mmmmmmmmmmmmmm  ---->>>-------
agenda:claim                   ..............  ????>>>>>???>?
agenda:read_words              mmmmmmmmmmmmmm  xxxx>>>>>xxxxx
agenda:let_go                  xxxx...xxxxxxx  xxxx>>>xxxxxxx
agenda:answer_origin           >>>>>>>>>>>>>>  mmmmmmmmmmmmmm
agenda:vision                  ..............  mmmmmmmmmmmmmm
agenda:vision_draft            ..............  mmmmmmmmmmmmmm
agenda:write_vision            xxxx...xxxxxxx  xxxx>>>xxxxxxx
agenda:adopt_vision            xxxx...xxxxxxx  xxxx>>>xxxxxxx
agenda:vision_version          ..............  mmmmmmmmmmmmmm
agenda:vision_paper            ..............  mmmmmmmmmmmmmm
agenda:endorse                 xxxxxxxxx..xxx  xxxxxxxxx>>xxx
agenda:dissent                 xxxx...xxx.xxx  xxxx>>>xxx>xxx
agenda:vision_difference       ..............  mmmmmmmmmmmmmm
agenda:keep_up                 xxxx...xxxxxxx  xxxx>>>xxxxxxx
agenda:look_back               xxxx...xxxxxxx  xxxx>>>xxxxxxx
# thread
thread:neighbourhood           ..............  mmmmmmmmmmmmmm
thread:period                  ..............  mmmmmmmmmmmmmm
thread:day                     xxxx.......xxx  mmmmmmmmmmmmmm
thread:years                   ..............  mmmmmmmmmmmmmm
thread:figures                 ..............  mmmmmmmmmmmmmm
thread:feed                    ..............  mmmmmmmmmmmmmm
thread:find                    ..............  mmmmmmmmmmmmmm
thread:voice                   ..............  mmmmmmmmmmmmmm
thread:item                    ..............  mmmmmmmmmmmmmm
thread:item.draft              ----...-------  mmmmmmmmmmmmmm
thread:promise                 ..............  mmmmmmmmmmmmmm
thread:council_view            ..............  mmmmmmmmmmmmmm
thread:council_pdf             ..............  mmmmmmmmmmmmmm
thread:partners                ..............  mmmmmmmmmmmmmm
thread:partner                 ..............  mmmmmmmmmmmmmm
thread:municipality            --------------  mmmmmmmmmmmmmm
thread:area                    ..............  mmmmmmmmmmmmmm
# network
network:found                  >..x........>>  >>>x>>x>xxx>>>
network:mine                   >...........>>  >mmmmmmmmmmm>>
network:work-for               >mmmmmmmmmmm>>  >!!!!!!!!!!!>>
network:lay-down               >mmmmmmmmmmm>>  >!!!!!!!!!!!>>
network:partnership            ..............  mmmmmmmmmmmmmm
network:propose                xxxx...xxxxxxx  xxxx>>>xxxxxxx
network:propose.end-seat       xxxx...xxxxxxx  xxxx>>>xxxxxxx
network:propose.share          xxxx...xxxxxxx  xxxx>>>xxxxxxx
network:propose.charter        xxxx...xxxxxxx  xxxx>>>xxxxxxx
network:charter                ..............  mmmmmmmmmmmmmm
network:charter-paper          ..............  mmmmmmmmmmmmmm
network:charter-version        ..............  mmmmmmmmmmmmmm
network:changes                ..............  mmmmmmmmmmmmmm
network:interests              ..............  xxxx>>>xxx?xxx
network:end-interest           mmmmmmmmmmmmmm  xxxx>>>xxxxxxx
network:reviews                ..............  xxxx???xxxxxxx
network:review-word            mmmmmmmmmmmmmm  xxxx!!>!!!>xxx
network:confirm                mmmmmmmmmmmmmm  xxxxxx>xxxxxxx
network:drop                   mmmmmmmmmmmmmm  xxxx>>>xxxxxxx
network:reading                xxxx..xxxxxxxx  xxxx>>xxxxxxxx
network:streets                ..............  xxxx>>>>>xxxxx
network:desk                   xxxx.....xxxxx  mmmmmmmmmmmmmm
network:door                   xxxx.....xxxxx  xxxx>>>>>xxxxx
network:letters                xxxxxxx..xxxxx  mmmmmmmmmmmmmm
network:posted                 mmmmmmmmmmmmmm  xxxxxxx>>xxxxx
network:called                 mmmmmmmmmmmmmm  xxxxxxx>>xxxxx
network:again                  mmmmmmmmmmmmmm  xxxxxxx!!xxxxx
# people
people:me                      >...........>>  >>>>>>>>>>>>>>
people:address                 >...........>>  >>>>>>>>>>>>>>
people:address-code            >>>>>>>>>>>>>>  >>>>>>>>>>>>>>
people:second-factor           >...........>>  >mmmmmmmmmmm>>
people:data                    >...........>>  >mmmmmmmmmmm>>
people:data-json               >...........>>  >mmmmmmmmmmm>>
people:end                     >...........>>  >>>>>>>>>>>>>>
people:ended                   ..............  mmmmmmmmmmmmmm
# accounts
account_login                  .>>>>>>>>>>>..  >>>>>>>>>>>>>>
account_request_login_code     .>>>>>>>>>>>..  .>>>>>>>>>>>..
account_confirm_login_code     >>>>>>>>>>>>>>  >>>>>>>>>>>>>>
mfa_authenticate               >>>>>>>>>>>>>>  >>>>>>>>>>>>>>
mfa_login_webauthn             >>>>>>>>>>>>>>  >>>>>>>>>>>>>>
account_inactive               ..............  mmmmmmmmmmmmmm
account_logout                 >...........>>  >>>>>>>>>>>>>>
mfa_index                      >...........>>  >mmmmmmmmmmm>>
mfa_list_webauthn              >...........>>  >mmmmmmmmmmm>>
mfa_reauthenticate             >xxxxxxxxxxx>>  >xxxxxxxxxxx>>
mfa_reauthenticate_webauthn    >xxxxxxxxxxx>>  >xxxxxxxxxxx>>
mfa_activate_totp              >...........>>  >...........>>
mfa_deactivate_totp            >----------->>  >----------->>
mfa_add_webauthn               >...........>>  >...........>>
mfa_remove_webauthn            >----------->>  >----------->>
mfa_view_recovery_codes        >----------->>  >mmmmmmmmmmm>>
mfa_generate_recovery_codes    >...........>>  >...........>>
"""


def rows() -> dict[str, tuple[str, str]]:
    """The table, by name: what GET and what POST get, one sign a role."""
    written = "\n".join([TABLE, *(room.ROWS for room in ROOMS)])
    lines = [line.split() for line in written.splitlines() if line and not line.startswith("#")]
    return {name: (get, post) for name, get, post in lines}
