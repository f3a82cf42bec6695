-- Wishes ranked after the preselection have their dates, after the call for candidates; others have none.
-- Deferred: a promotion and its doors are written row after row, and judged once they are whole.

CREATE OR REPLACE FUNCTION promotions_refuse_undated_wishes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    judged bigint;
BEGIN
    IF TG_TABLE_NAME = 'promotions_window' THEN
        judged := CASE TG_OP WHEN 'DELETE' THEN OLD.promotion_id ELSE NEW.promotion_id END;
    ELSE
        judged := NEW.id;
    END IF;
    IF EXISTS (
        SELECT 1 FROM promotions_promotion p
        LEFT JOIN promotions_window w ON w.promotion_id = p.id AND w.kind = 'wishes'
        LEFT JOIN promotions_window c ON c.promotion_id = p.id AND c.kind = 'call_for_candidates'
        WHERE p.id = judged AND ((p.wish_mode = 'after') <> (w.id IS NOT NULL) OR w.opens_at < c.closes_at)
    ) THEN
        RAISE EXCEPTION 'Des vœux classés après la présélection ont leur appel, après celui des candidatures.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'promotions_wishes_dated';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER promotions_wishes_dated AFTER INSERT OR UPDATE OF wish_mode ON promotions_promotion
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION promotions_refuse_undated_wishes();
CREATE CONSTRAINT TRIGGER promotions_window_wishes_dated AFTER INSERT OR UPDATE OR DELETE ON promotions_window
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION promotions_refuse_undated_wishes();
