-- The job queue keeps its own tables, under a role that can see nothing else. It fills this schema itself.
create schema pgboss authorization daybridge_jobs;
