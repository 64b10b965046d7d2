"""Addresses of the griffie: worklist, uploads and review."""

from django.urls import path

from portal.views import review, uploads, worklist

urlpatterns = [
    path("", worklist.worklist, name="worklist"),
    path("upload/", uploads.upload, name="upload"),
    path("uploads/<int:pk>/", uploads.batch, name="batch"),
    path("uploads/<int:pk>/rijen/", uploads.batch_rows, name="batch_rows"),
    path("brieven/<int:pk>/controleren/", review.check, name="review"),
    path("brieven/<int:pk>/intrekken/", review.withdraw, name="letter_withdraw"),
    path("brieven/<int:pk>/verwijderen/", review.remove, name="letter_remove"),
    path("brieven/<int:pk>/opnieuw-lezen/", review.read_again, name="letter_read_again"),
    path("brieven/<int:pk>/geheimhouding/", review.answer_secrecy, name="letter_secrecy"),
    path("brieven/<int:pk>/origineel/", review.original, name="letter_original"),
]
