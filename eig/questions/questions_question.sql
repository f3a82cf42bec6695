-- What a question may not become.

-- Answered, it keeps its kind: its answers would no longer be read.
CREATE OR REPLACE FUNCTION questions_refuse_other_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM questions_answer WHERE question_id = NEW.id AND text <> '') THEN
        RAISE EXCEPTION 'Cette question a déjà des réponses : sa nature ne change plus.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'questions_kind_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER questions_kind_kept BEFORE UPDATE ON questions_question FOR EACH ROW
    WHEN (OLD.kind IS DISTINCT FROM NEW.kind) EXECUTE FUNCTION questions_refuse_other_kind();

-- Shown on a condition, it comes after the question that decides, in the same questionnaire. Deferred: a page moves
-- several questions at once.
CREATE OR REPLACE FUNCTION questions_refuse_condition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM questions_question shown JOIN questions_question deciding ON deciding.id = shown.shown_when_id
        WHERE NEW.id IN (shown.id, deciding.id)
        AND (shown.questionnaire_id <> deciding.questionnaire_id OR shown.order <= deciding.order)
    ) THEN
        RAISE EXCEPTION 'Une question posée sous condition vient après celle qui en décide, dans le même questionnaire.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'questions_condition_earlier';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER questions_condition_earlier AFTER INSERT OR UPDATE ON questions_question
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION questions_refuse_condition();
