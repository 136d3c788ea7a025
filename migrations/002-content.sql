-- The guide in versions: rows are appended, never changed; a unit points to the version that is published.

create table guide_version (
  id bigint generated always as identity primary key,
  unit_id text not null,
  number integer not null,
  -- null: the unit was removed
  body text,
  -- 'release', 'import' (command line) or the id of a member of staff
  author text not null,
  -- the generation in which it came into the store
  generation integer not null,
  created_at timestamptz not null,
  unique (unit_id, number)
);

create table guide_unit (
  id text primary key,
  -- order within its file
  position integer not null,
  version_id bigint not null references guide_version (id)
);

create table guide_generation (
  number integer primary key,
  -- hash of the release folder that was taken over last
  release_hash text not null,
  author text not null,
  made_at timestamptz not null
);

-- What an editor has to decide: a release changed a unit that was edited here. Both texts stay.
create table guide_todo (
  id bigint generated always as identity primary key,
  unit_id text not null,
  ours_id bigint not null references guide_version (id),
  theirs_id bigint not null references guide_version (id),
  made_at timestamptz not null,
  closed_at timestamptz
);

create unique index guide_todo_open on guide_todo (unit_id) where closed_at is null;
