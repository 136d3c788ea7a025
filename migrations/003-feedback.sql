-- "Was this right?" counted per topic and day: no text, no person, no time of day.
CREATE TABLE topic_feedback (
  topic text NOT NULL,
  day date NOT NULL,
  helpful integer NOT NULL DEFAULT 0,
  unhelpful integer NOT NULL DEFAULT 0,
  PRIMARY KEY (topic, day)
);
