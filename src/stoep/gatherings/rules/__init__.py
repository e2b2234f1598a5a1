"""What a code says, how streets are walked, and when an activity may be published. No database."""

LIMITS = {
    "title": 120,
    "inviter": 60,
    "inviter_is": 120,
    "phone": 40,
    "place": 160,
    "face_described": 200,
    "name": 120,
    "holder": 120,
    "reader": 120,
    "street": 80,
    "photo_words": 300,
}
WORDS_LIMIT = 1500
