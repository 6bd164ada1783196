from django.db import migrations

# A question without words is an index-only scan, which needs a fresh visibility map (search.md §4).
STORAGE = """
alter table search_searchdocument set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01,
                                       autovacuum_analyze_scale_factor = 0.02, fillfactor = 90);
create sequence search_version as bigint;
insert into search_indexstate (id, documents, layout) values (1, 0, '');
"""
BACK = """
alter table search_searchdocument reset (autovacuum_vacuum_scale_factor, autovacuum_vacuum_insert_scale_factor,
                                         autovacuum_analyze_scale_factor, fillfactor);
drop sequence search_version;
delete from search_indexstate;
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunSQL(STORAGE, BACK)]
