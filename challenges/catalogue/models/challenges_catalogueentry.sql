-- The catalogue's index, kept by the database itself, whoever writes and however. The dictionaries named here do not
-- change under the site: functions are immutable, so that what is sought is worked out once.

-- Letters and digits only, without accents nor capitals: the same for what is written and for what is sought.
CREATE OR REPLACE FUNCTION challenges_plain(written text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT trim(lower(regexp_replace(unaccent(coalesce(written, '')), '[^a-zA-Z0-9]+', ' ', 'g')))
$$;

-- The same with its accents, which French stems are cut by.
CREATE OR REPLACE FUNCTION challenges_accented(written text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT trim(regexp_replace(
    translate(lower(written), 'ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒÆ', 'àâäçéèêëîïôöùûüœæ'), '[^a-z0-9àâäáãåçéèêëíìîïñóòôöõúùûüýÿœæ]+', ' ', 'g'
  ))
$$;

-- The stems of a text cut with and without accents, then all without: « contrôlée », « controle » and « CONTRÔLER »
-- meet.
CREATE OR REPLACE FUNCTION challenges_stems(written text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
  SELECT to_tsvector('french', challenges_plain(written)) ||
         unaccent(to_tsvector('french', challenges_accented(coalesce(written, '')))::text)::tsvector
$$;

-- A name as one says it: « MonitorFish » is found under « fish » too.
CREATE OR REPLACE FUNCTION challenges_named(written text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT challenges_plain(written) || ' ' ||
         challenges_plain(regexp_replace(unaccent(coalesce(written, '')), '([a-z])([A-Z])', '\1 \2', 'g'))
$$;

-- Every word, by its French stem or as the beginning of a name; words that say nothing count only when alone.
CREATE OR REPLACE FUNCTION challenges_query(sought text) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  typed text; word text; stem tsquery; beginning tsquery; telling tsquery; silent tsquery;
BEGIN
  FOR typed IN SELECT unnest(string_to_array(challenges_accented(sought), ' ')) LOOP
    word := challenges_plain(typed);
    CONTINUE WHEN word = '';
    stem := to_tsquery('french', word) || unaccent(to_tsquery('french', typed)::text)::tsquery;
    beginning := to_tsquery('simple', word || ':*AB');
    IF numnode(stem) = 0 THEN
      silent := coalesce(silent && beginning, beginning);
    ELSE
      telling := coalesce(telling && (stem || beginning), stem || beginning);
    END IF;
  END LOOP;
  RETURN coalesce(telling, silent, ''::tsquery);
END $$;

CREATE OR REPLACE FUNCTION challenges_refresh(wanted bigint) RETURNS void LANGUAGE sql AS $$
  UPDATE challenges_catalogueentry AS entry
  SET document =
        setweight(to_tsvector('simple', challenges_named(said.title)) || challenges_stems(said.title), 'A') ||
        setweight(to_tsvector('simple', challenges_plain(said.names)) || challenges_stems(said.names), 'B') ||
        setweight(challenges_stems(said.summary), 'C') ||
        setweight(challenges_stems(said.body), 'D')
  FROM (
    SELECT coalesce(nullif(challenge.public_title, ''), challenge.title) AS title,
           concat_ws(' ', host.name, challenge.town, sought.trades) AS names,
           challenge.summary,
           concat_ws(' ', challenge.sheet, sought.work) AS body
    FROM challenges_challenge AS challenge
    JOIN challenges_administration AS host ON host.id = challenge.administration_id
    CROSS JOIN LATERAL (
      SELECT string_agg(concat_ws(' ', family.name, trade.names), ' ') AS trades,
             string_agg(concat_ws(' ', position.mission, position.skills_note, asked.names), ' ') AS work
      FROM challenges_position AS position
      JOIN promotions_profilefamily AS family ON family.id = position.family_id
      CROSS JOIN LATERAL (
        SELECT string_agg(profile.name, ' ') AS names
        FROM challenges_position_profiles AS accepted
        JOIN promotions_profile AS profile ON profile.id = accepted.profile_id
        WHERE accepted.position_id = position.id
      ) AS trade
      CROSS JOIN LATERAL (
        SELECT string_agg(skill.name, ' ') AS names
        FROM challenges_positionskill AS link
        JOIN challenges_skill AS skill ON skill.id = link.skill_id
        WHERE link.position_id = position.id
      ) AS asked
      WHERE position.challenge_id = challenge.id
    ) AS sought
    WHERE challenge.id = wanted
  ) AS said
  WHERE entry.challenge_id = wanted
$$;

-- The words that the public has read, to guess what a typo meant; one that left the catalogue leads to nothing.
CREATE OR REPLACE FUNCTION challenges_learn(published bigint) RETURNS void LANGUAGE sql AS $$
  INSERT INTO challenges_catalogueword (key, shown)
  SELECT DISTINCT ON (challenges_plain(word)) challenges_plain(word), word
  FROM challenges_challenge AS challenge
  JOIN challenges_administration AS host ON host.id = challenge.administration_id
  CROSS JOIN LATERAL unnest(string_to_array(
    challenges_accented(concat_ws(' ', challenge.public_title, host.name, challenge.town, challenge.summary)), ' '
  )) AS word
  WHERE challenge.id = published AND length(word) BETWEEN 4 AND 60
  ORDER BY challenges_plain(word), word DESC
  ON CONFLICT DO NOTHING
$$;

CREATE OR REPLACE FUNCTION challenges_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO challenges_catalogueentry (challenge_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
  PERFORM challenges_refresh(NEW.id);
  IF NEW.status = 'published' THEN PERFORM challenges_learn(NEW.id); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER challenges_written AFTER INSERT OR UPDATE OF title, public_title, summary, sheet, town, administration_id
  ON challenges_challenge FOR EACH ROW EXECUTE FUNCTION challenges_written();
CREATE TRIGGER challenges_published AFTER UPDATE OF status ON challenges_challenge
  FOR EACH ROW WHEN (NEW.status = 'published' AND OLD.status <> 'published') EXECUTE FUNCTION challenges_written();

CREATE OR REPLACE FUNCTION challenges_host_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM challenges_refresh(id) FROM challenges_challenge WHERE administration_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER challenges_host_renamed AFTER UPDATE OF name ON challenges_administration
  FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION challenges_host_renamed();

CREATE OR REPLACE FUNCTION challenges_position_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM challenges_refresh(CASE TG_OP WHEN 'DELETE' THEN OLD.challenge_id ELSE NEW.challenge_id END);
  RETURN NULL;
END $$;
CREATE TRIGGER challenges_position_written AFTER INSERT OR UPDATE OR DELETE ON challenges_position
  FOR EACH ROW EXECUTE FUNCTION challenges_position_written();

CREATE OR REPLACE FUNCTION challenges_profiles_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM challenges_refresh(challenge_id) FROM challenges_position
  WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.position_id ELSE NEW.position_id END;
  RETURN NULL;
END $$;
CREATE TRIGGER challenges_profiles_written AFTER INSERT OR UPDATE OR DELETE ON challenges_position_profiles
  FOR EACH ROW EXECUTE FUNCTION challenges_profiles_written();

-- Once for all the rows of a statement: a position is written with several skills at a time.
CREATE OR REPLACE FUNCTION challenges_skills_linked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM challenges_refresh(challenge_id) FROM (
    SELECT DISTINCT challenge_id FROM challenges_position WHERE id IN (SELECT position_id FROM changed)
  ) AS touched;
  RETURN NULL;
END $$;
CREATE TRIGGER challenges_skills_added AFTER INSERT ON challenges_positionskill
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION challenges_skills_linked();
CREATE TRIGGER challenges_skills_moved AFTER UPDATE ON challenges_positionskill
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION challenges_skills_linked();
CREATE TRIGGER challenges_skills_removed AFTER DELETE ON challenges_positionskill
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION challenges_skills_linked();

CREATE OR REPLACE FUNCTION challenges_skill_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM challenges_refresh(challenge_id) FROM (
    SELECT DISTINCT position.challenge_id FROM challenges_positionskill AS link
    JOIN challenges_position AS position ON position.id = link.position_id WHERE link.skill_id = NEW.id
  ) AS touched;
  RETURN NULL;
END $$;
CREATE TRIGGER challenges_skill_renamed AFTER UPDATE OF name ON challenges_skill
  FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION challenges_skill_renamed();
