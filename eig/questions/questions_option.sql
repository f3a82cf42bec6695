-- An option that was answered, or that another question waits for, is withdrawn rather than deleted; what answers hold
-- of it never changes. Deferred: a question that goes takes its options with it.

CREATE OR REPLACE FUNCTION questions_refuse_lost_option() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM questions_question WHERE id = OLD.question_id)
        OR EXISTS (SELECT 1 FROM questions_option WHERE question_id = OLD.question_id AND value = OLD.value)
    THEN
        RETURN NULL;
    END IF;
    IF EXISTS (
        SELECT 1 FROM questions_answer
        WHERE question_id = OLD.question_id AND OLD.value = ANY (string_to_array(text, E'\n'))
    ) OR EXISTS (
        SELECT 1 FROM questions_question WHERE shown_when_id = OLD.question_id AND shown_value = OLD.value
    ) THEN
        RAISE EXCEPTION 'Cette réponse a déjà été donnée, ou une autre question en dépend : retirez-la plutôt.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'questions_option_kept';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER questions_option_kept AFTER DELETE OR UPDATE ON questions_option
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION questions_refuse_lost_option();
