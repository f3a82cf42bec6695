from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "eig.questions"
    label = "questions"
    verbose_name = "Questionnaires"
