-- Statements that candidates accept: none is missing from what is submitted, none is reworded afterwards.

CREATE OR REPLACE FUNCTION candidates_refuse_restated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM candidates_applicationacceptance WHERE statement_id = OLD.id) THEN
        RAISE EXCEPTION 'Cette déclaration est déjà acceptée par des candidats : elle ne se reformule pas.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'candidates_statement_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER candidates_statement_kept BEFORE UPDATE ON promotions_statement FOR EACH ROW
    WHEN ((OLD.text, OLD.audience) IS DISTINCT FROM (NEW.text, NEW.audience))
    EXECUTE FUNCTION candidates_refuse_restated();

-- A statement added since binds those who submit later: what was submitted is judged when it leaves its draft, and what
-- counts again at the closing was judged when it was received.
CREATE OR REPLACE FUNCTION candidates_refuse_unstated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.status NOT IN ('draft', 'withdrawn') THEN
            RETURN NULL;
        END IF;
    END IF;
    IF EXISTS (
        SELECT 1 FROM candidates_application a JOIN promotions_statement s ON s.promotion_id = a.promotion_id
        WHERE a.id = NEW.id AND a.status NOT IN ('draft', 'withdrawn') AND NOT EXISTS (
            SELECT 1 FROM candidates_submission r
            WHERE r.application_id = a.id AND r.at = a.submitted_at AND r.counted_at IS NOT NULL
        )
        AND s.audience = 'candidates' AND s.compulsory AND NOT EXISTS (
            SELECT 1 FROM candidates_applicationacceptance WHERE application_id = a.id AND statement_id = s.id
        )
    ) THEN
        RAISE EXCEPTION 'Une candidature déposée a accepté toutes les déclarations obligatoires.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'candidates_statements_accepted';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER candidates_statements_accepted AFTER INSERT OR UPDATE ON candidates_application
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION candidates_refuse_unstated();

-- What a submitted application rests on stays with it. Deferred: an application that goes takes its acceptances.
CREATE OR REPLACE FUNCTION candidates_refuse_retracted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM candidates_application WHERE id = OLD.application_id AND status NOT IN ('draft', 'withdrawn')
    ) AND NOT EXISTS (
        SELECT 1 FROM candidates_applicationacceptance
        WHERE application_id = OLD.application_id AND statement_id = OLD.statement_id
    ) THEN
        RAISE EXCEPTION 'Cette déclaration tient avec la candidature déposée : elle ne se retire pas.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'candidates_acceptance_kept';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER candidates_acceptance_kept AFTER DELETE OR UPDATE ON candidates_applicationacceptance
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION candidates_refuse_retracted();
