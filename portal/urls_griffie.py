"""Addresses of the griffie: worklist, uploads and review."""

from django.urls import path

from portal.views import letter_actions, receipts, review, round_keeping, settling, sheets, uploads, worklist

urlpatterns = [
    path("", worklist.worklist, name="worklist"),
    path("ingekomen-stukken/", receipts.receipt_list, name="receipts"),
    path("zienswijzen/", round_keeping.kept_rounds, name="kept_rounds"),
    path("zienswijzen/<int:pk>/punten/", round_keeping.round_points, name="round_points"),
    path("zienswijzen/<int:pk>/gegevens/", round_keeping.round_terms, name="round_terms"),
    path("zienswijzen/<int:pk>/antwoord/<slug:gemeente>/", round_keeping.round_answer, name="round_answer"),
    path("toezeggingen/<int:pk>/", settling.settle, name="settle"),
    path("publiceren/", worklist.publish_many, name="publish_many"),
    path("upload/", uploads.upload, name="upload"),
    path("uploads/<int:pk>/", uploads.batch, name="batch"),
    path("uploads/<int:pk>/controleren/", worklist.check_batch, name="batch_check"),
    path("uploads/<int:pk>/rijen/", uploads.batch_rows, name="batch_rows"),
    path("uploads/<int:pk>/bestanden/", uploads.batch_file, name="batch_file"),
    path("uploads/<int:pk>/actie/", uploads.batch_action, name="batch_action"),
    path("brieven/<int:pk>/zelfde-brief/", uploads.same_letter, name="letter_same"),
    path("brieven/<int:pk>/bijlage-bij/", uploads.attach, name="letter_attach"),
    path("brieven/<int:pk>/bijlagen/<int:number>/", uploads.attachment, name="letter_attachment"),
    path("brieven/<int:pk>/controleren/", review.check, name="review"),
    path("brieven/<int:pk>/bladzijden/<int:number>/", sheets.page, name="letter_page"),
    path("brieven/<int:pk>/concept/", review.draft, name="letter_draft"),
    path("brieven/<int:pk>/ongedaan/", letter_actions.undo, name="letter_undo"),
    path("brieven/<int:pk>/intrekken/", letter_actions.withdraw, name="letter_withdraw"),
    path("brieven/<int:pk>/heropenen/", letter_actions.reopen, name="letter_reopen"),
    path("brieven/<int:pk>/verwijderen/", letter_actions.remove, name="letter_remove"),
    path("brieven/<int:pk>/opnieuw-lezen/", letter_actions.read_again, name="letter_read_again"),
    path("brieven/<int:pk>/geheimhouding/", letter_actions.answer_secrecy, name="letter_secrecy"),
    path("brieven/<int:pk>/origineel/", letter_actions.original, name="letter_original"),
]
