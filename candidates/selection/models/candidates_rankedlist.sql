-- A locked list is what a decision rested on: neither it nor its lines change or go, whoever writes. Its validation
-- alone may still be added, once.

CREATE OR REPLACE FUNCTION candidates_refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Cette liste est arrêtée : elle ne change plus. Un autre classement en fait une nouvelle version.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'candidates_rankedlist_kept';
END $$;
CREATE TRIGGER candidates_rankedlist_kept BEFORE UPDATE ON candidates_rankedlist FOR EACH ROW
    WHEN (OLD.locked AND (
        NOT NEW.locked
        OR (OLD.position_id, OLD.version) IS DISTINCT FROM (NEW.position_id, NEW.version)
        OR (OLD.validated_at IS NOT NULL AND (OLD.validated_at, OLD.validated_by_id)
            IS DISTINCT FROM (NEW.validated_at, NEW.validated_by_id))
    )) EXECUTE FUNCTION candidates_refuse_rewriting();
CREATE TRIGGER candidates_rankedlist_stays BEFORE DELETE ON candidates_rankedlist FOR EACH ROW
    WHEN (OLD.locked) EXECUTE FUNCTION candidates_refuse_rewriting();

CREATE OR REPLACE FUNCTION candidates_rankedline_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM candidates_rankedlist l WHERE l.locked
        AND l.id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.ranked_list_id END,
                     CASE WHEN TG_OP <> 'DELETE' THEN NEW.ranked_list_id END)
    ) THEN
        RAISE EXCEPTION 'Cette liste est arrêtée : ses lignes ne changent plus.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'candidates_rankedline_kept';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER candidates_rankedline_kept BEFORE INSERT OR UPDATE OR DELETE ON candidates_rankedline FOR EACH ROW
    EXECUTE FUNCTION candidates_rankedline_follows();
