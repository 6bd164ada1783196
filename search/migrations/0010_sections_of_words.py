"""A section of a document written before is what stands side by side in its vector of words."""

from django.db import migrations

SECTIONS = """
update search_searchdocument as d set sections = coalesce((
  select string_agg(section, E'\\n' order by first) from (
    select string_agg(lexeme, ' ' order by position) as section, min(position) as first from (
      select lexeme, position, position - row_number() over (order by position) as run
      from unnest(d.words) as entry, unnest(entry.positions) as position
    ) as placed group by run
  ) as sections
), '')
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0009_sections")]
    operations = [migrations.RunSQL(SECTIONS, migrations.RunSQL.noop)]
