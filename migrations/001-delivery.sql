-- What makes "never lost" true for every channel: an item is accepted, decided in its person's order, its replies leave.

-- A person is a keyed hash; the address is sealed. "…_token" and "…_after" are the lease of the worker that has the
-- person in hand, and also how long a person's next item or reply has to wait.
CREATE TABLE person (
  id text PRIMARY KEY,
  channel text NOT NULL,
  address bytea NOT NULL,
  language text,
  citizenship text,
  region text,
  topic text,
  created_day date NOT NULL,
  seen_day date NOT NULL,
  blocked boolean NOT NULL DEFAULT false,
  leaving boolean NOT NULL DEFAULT false,
  decide_token text,
  decide_after timestamptz NOT NULL DEFAULT '-infinity',
  send_token text,
  send_after timestamptz NOT NULL DEFAULT '-infinity'
) WITH (fillfactor = 60);
CREATE INDEX person_seen ON person (seen_day);

-- Person and payload are emptied as soon as the item is done; the key stays so that a repetition is known.
CREATE TABLE inbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  channel text NOT NULL,
  key text NOT NULL,
  person text CONSTRAINT inbox_person REFERENCES person (id),
  position bigint NOT NULL DEFAULT 0,
  payload bytea,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'parked')),
  tries int NOT NULL DEFAULT 0,
  failures int NOT NULL DEFAULT 0,
  reason text,
  received_at timestamptz NOT NULL,
  done_day date,
  CONSTRAINT inbox_key UNIQUE (channel, key)
);
CREATE INDEX inbox_waiting ON inbox (id) WHERE state = 'waiting';
CREATE INDEX inbox_of_person ON inbox (person, position, id) WHERE person IS NOT NULL;
CREATE INDEX inbox_done ON inbox (done_day) WHERE state <> 'waiting';

-- Replies on their way, and for channels without sending the lines of a conversation. Place 0 is the person's own line.
CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  inbox bigint NOT NULL,
  place int NOT NULL,
  person text CONSTRAINT outbox_person REFERENCES person (id),
  channel text NOT NULL,
  payload bytea,
  state text NOT NULL CHECK (state IN ('waiting', 'sending', 'parked', 'line')),
  tries int NOT NULL DEFAULT 0,
  unknowns int NOT NULL DEFAULT 0,
  reason text,
  written_at timestamptz NOT NULL,
  CONSTRAINT outbox_reply UNIQUE (inbox, place)
);
CREATE INDEX outbox_waiting ON outbox (id) WHERE state IN ('waiting', 'sending');
CREATE INDEX outbox_of_person ON outbox (person, id) WHERE person IS NOT NULL;

-- The oldest that wait, of persons nobody has in hand. A queue's statistics are always out of date (nearly every row
-- is done, or suddenly none), and a planner that trusts them reads the whole backlog for each handful: so the way
-- through the index is prescribed here.
CREATE FUNCTION persons_to_decide(channels text[], wanted int) RETURNS SETOF text LANGUAGE plpgsql ROWS 16
  SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off
  SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
BEGIN
  RETURN QUERY
    SELECT p.id FROM inbox i JOIN person p ON p.id = i.person
    WHERE i.state = 'waiting' AND i.channel = ANY(channels) AND p.decide_after <= now()
    ORDER BY i.id LIMIT wanted
    FOR UPDATE OF p SKIP LOCKED;
END $$;

CREATE FUNCTION persons_to_send(wanted_channel text, wanted int) RETURNS SETOF text LANGUAGE plpgsql ROWS 16
  SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off
  SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
BEGIN
  RETURN QUERY
    SELECT p.id FROM outbox o JOIN person p ON p.id = o.person
    WHERE o.state IN ('waiting', 'sending') AND o.channel = wanted_channel AND p.send_after <= now()
    ORDER BY o.id LIMIT wanted
    FOR UPDATE OF p SKIP LOCKED;
END $$;
