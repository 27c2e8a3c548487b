// Written by Tests/Support/embed-templates; a test compares it with the folder Templates.
#include "CTemplates.h"

static const unsigned char archive_html[] = {
#embed "../../Templates/archive.html"
};
static const unsigned char assets_icon_svg[] = {
#embed "../../Templates/assets/icon.svg"
};
static const unsigned char assets_overview_css[] = {
#embed "../../Templates/assets/overview.css"
};
static const unsigned char assets_overview_js[] = {
#embed "../../Templates/assets/overview.js"
};
static const unsigned char assets_pages_css[] = {
#embed "../../Templates/assets/pages.css"
};
static const unsigned char assets_sealed_css[] = {
#embed "../../Templates/assets/sealed.css"
};
static const unsigned char assets_sealed_js[] = {
#embed "../../Templates/assets/sealed.js"
};
static const unsigned char assets_site_css[] = {
#embed "../../Templates/assets/site.css"
};
static const unsigned char assets_site_js[] = {
#embed "../../Templates/assets/site.js"
};
static const unsigned char assets_tasks_js[] = {
#embed "../../Templates/assets/tasks.js"
};
static const unsigned char broker_html[] = {
#embed "../../Templates/broker.html"
};
static const unsigned char broker_md[] = {
#embed "../../Templates/broker.md"
};
static const unsigned char card_svg[] = {
#embed "../../Templates/card.svg"
};
static const unsigned char changes_html[] = {
#embed "../../Templates/changes.html"
};
static const unsigned char charts_chart_svg[] = {
#embed "../../Templates/charts/chart.svg"
};
static const unsigned char charts_drawing_svg[] = {
#embed "../../Templates/charts/drawing.svg"
};
static const unsigned char charts_inline_svg[] = {
#embed "../../Templates/charts/inline.svg"
};
static const unsigned char charts_numbers_csv[] = {
#embed "../../Templates/charts/numbers.csv"
};
static const unsigned char charts_pair_svg[] = {
#embed "../../Templates/charts/pair.svg"
};
static const unsigned char charts_style_svg[] = {
#embed "../../Templates/charts/style.svg"
};
static const unsigned char charts_timeline_svg[] = {
#embed "../../Templates/charts/timeline.svg"
};
static const unsigned char compare_html[] = {
#embed "../../Templates/compare.html"
};
static const unsigned char compare_md[] = {
#embed "../../Templates/compare.md"
};
static const unsigned char failures_html[] = {
#embed "../../Templates/failures.html"
};
static const unsigned char feed_atom[] = {
#embed "../../Templates/feed.atom"
};
static const unsigned char glossary_md[] = {
#embed "../../Templates/glossary.md"
};
static const unsigned char index_html[] = {
#embed "../../Templates/index.html"
};
static const unsigned char index_md[] = {
#embed "../../Templates/index.md"
};
static const unsigned char languages_zh__ans_css[] = {
#embed "../../Templates/languages/zh-Hans.css"
};
static const unsigned char languages_zh__ans_txt[] = {
#embed "../../Templates/languages/zh-Hans.txt"
};
static const unsigned char layout_html[] = {
#embed "../../Templates/layout.html"
};
static const unsigned char mail_layout_html[] = {
#embed "../../Templates/mail-layout.html"
};
static const unsigned char monitor_html[] = {
#embed "../../Templates/monitor.html"
};
static const unsigned char monitor_md[] = {
#embed "../../Templates/monitor.md"
};
static const unsigned char overview_html[] = {
#embed "../../Templates/overview.html"
};
static const unsigned char overview_md[] = {
#embed "../../Templates/overview.md"
};
static const unsigned char partials_active_html[] = {
#embed "../../Templates/partials/active.html"
};
static const unsigned char partials_chart_html[] = {
#embed "../../Templates/partials/chart.html"
};
static const unsigned char partials_chart_md[] = {
#embed "../../Templates/partials/chart.md"
};
static const unsigned char partials_facts_html[] = {
#embed "../../Templates/partials/facts.html"
};
static const unsigned char partials_figure_html[] = {
#embed "../../Templates/partials/figure.html"
};
static const unsigned char partials_finding_html[] = {
#embed "../../Templates/partials/finding.html"
};
static const unsigned char partials_findings_md[] = {
#embed "../../Templates/partials/findings.md"
};
static const unsigned char partials_foot_md[] = {
#embed "../../Templates/partials/foot.md"
};
static const unsigned char partials_further_md[] = {
#embed "../../Templates/partials/further.md"
};
static const unsigned char partials_groups_html[] = {
#embed "../../Templates/partials/groups.html"
};
static const unsigned char partials_head_md[] = {
#embed "../../Templates/partials/head.md"
};
static const unsigned char partials_incident_html[] = {
#embed "../../Templates/partials/incident.html"
};
static const unsigned char partials_label_html[] = {
#embed "../../Templates/partials/label.html"
};
static const unsigned char partials_mark_html[] = {
#embed "../../Templates/partials/mark.html"
};
static const unsigned char partials_named_html[] = {
#embed "../../Templates/partials/named.html"
};
static const unsigned char partials_pages_html[] = {
#embed "../../Templates/partials/pages.html"
};
static const unsigned char partials_reserved_html[] = {
#embed "../../Templates/partials/reserved.html"
};
static const unsigned char partials_rules_html[] = {
#embed "../../Templates/partials/rules.html"
};
static const unsigned char partials_rules_md[] = {
#embed "../../Templates/partials/rules.md"
};
static const unsigned char partials_scheduled_html[] = {
#embed "../../Templates/partials/scheduled.html"
};
static const unsigned char partials_sentence_html[] = {
#embed "../../Templates/partials/sentence.html"
};
static const unsigned char partials_sentence_md[] = {
#embed "../../Templates/partials/sentence.md"
};
static const unsigned char partials_small_chart_html[] = {
#embed "../../Templates/partials/small-chart.html"
};
static const unsigned char partials_sources_md[] = {
#embed "../../Templates/partials/sources.md"
};
static const unsigned char partials_spark_html[] = {
#embed "../../Templates/partials/spark.html"
};
static const unsigned char partials_sum_html[] = {
#embed "../../Templates/partials/sum.html"
};
static const unsigned char partials_sum_md[] = {
#embed "../../Templates/partials/sum.md"
};
static const unsigned char partials_task_html[] = {
#embed "../../Templates/partials/task.html"
};
static const unsigned char partials_time_html[] = {
#embed "../../Templates/partials/time.html"
};
static const unsigned char partials_week_head_html[] = {
#embed "../../Templates/partials/week-head.html"
};
static const unsigned char partials_worker_row_html[] = {
#embed "../../Templates/partials/worker-row.html"
};
static const unsigned char partials_worker_row_md[] = {
#embed "../../Templates/partials/worker-row.md"
};
static const unsigned char partials_workers_foot_md[] = {
#embed "../../Templates/partials/workers-foot.md"
};
static const unsigned char partials_workers_head_md[] = {
#embed "../../Templates/partials/workers-head.md"
};
static const unsigned char report_layout_html[] = {
#embed "../../Templates/report-layout.html"
};
static const unsigned char report_md[] = {
#embed "../../Templates/report.md"
};
static const unsigned char schedule_html[] = {
#embed "../../Templates/schedule.html"
};
static const unsigned char sealed_html[] = {
#embed "../../Templates/sealed.html"
};
static const unsigned char tasks_csv[] = {
#embed "../../Templates/tasks.csv"
};
static const unsigned char tasks_html[] = {
#embed "../../Templates/tasks.html"
};
static const unsigned char tasks_md[] = {
#embed "../../Templates/tasks.md"
};
static const unsigned char timeline_html[] = {
#embed "../../Templates/timeline.html"
};
static const unsigned char what_if_md[] = {
#embed "../../Templates/what-if.md"
};
static const unsigned char worker_html[] = {
#embed "../../Templates/worker.html"
};
static const unsigned char workflows_html[] = {
#embed "../../Templates/workflows.html"
};

static const struct herbarium_template templates[] = {
    {"archive.html", archive_html, sizeof archive_html},
    {"assets/icon.svg", assets_icon_svg, sizeof assets_icon_svg},
    {"assets/overview.css", assets_overview_css, sizeof assets_overview_css},
    {"assets/overview.js", assets_overview_js, sizeof assets_overview_js},
    {"assets/pages.css", assets_pages_css, sizeof assets_pages_css},
    {"assets/sealed.css", assets_sealed_css, sizeof assets_sealed_css},
    {"assets/sealed.js", assets_sealed_js, sizeof assets_sealed_js},
    {"assets/site.css", assets_site_css, sizeof assets_site_css},
    {"assets/site.js", assets_site_js, sizeof assets_site_js},
    {"assets/tasks.js", assets_tasks_js, sizeof assets_tasks_js},
    {"broker.html", broker_html, sizeof broker_html},
    {"broker.md", broker_md, sizeof broker_md},
    {"card.svg", card_svg, sizeof card_svg},
    {"changes.html", changes_html, sizeof changes_html},
    {"charts/chart.svg", charts_chart_svg, sizeof charts_chart_svg},
    {"charts/drawing.svg", charts_drawing_svg, sizeof charts_drawing_svg},
    {"charts/inline.svg", charts_inline_svg, sizeof charts_inline_svg},
    {"charts/numbers.csv", charts_numbers_csv, sizeof charts_numbers_csv},
    {"charts/pair.svg", charts_pair_svg, sizeof charts_pair_svg},
    {"charts/style.svg", charts_style_svg, sizeof charts_style_svg},
    {"charts/timeline.svg", charts_timeline_svg, sizeof charts_timeline_svg},
    {"compare.html", compare_html, sizeof compare_html},
    {"compare.md", compare_md, sizeof compare_md},
    {"failures.html", failures_html, sizeof failures_html},
    {"feed.atom", feed_atom, sizeof feed_atom},
    {"glossary.md", glossary_md, sizeof glossary_md},
    {"index.html", index_html, sizeof index_html},
    {"index.md", index_md, sizeof index_md},
    {"languages/zh-Hans.css", languages_zh__ans_css, sizeof languages_zh__ans_css},
    {"languages/zh-Hans.txt", languages_zh__ans_txt, sizeof languages_zh__ans_txt},
    {"layout.html", layout_html, sizeof layout_html},
    {"mail-layout.html", mail_layout_html, sizeof mail_layout_html},
    {"monitor.html", monitor_html, sizeof monitor_html},
    {"monitor.md", monitor_md, sizeof monitor_md},
    {"overview.html", overview_html, sizeof overview_html},
    {"overview.md", overview_md, sizeof overview_md},
    {"partials/active.html", partials_active_html, sizeof partials_active_html},
    {"partials/chart.html", partials_chart_html, sizeof partials_chart_html},
    {"partials/chart.md", partials_chart_md, sizeof partials_chart_md},
    {"partials/facts.html", partials_facts_html, sizeof partials_facts_html},
    {"partials/figure.html", partials_figure_html, sizeof partials_figure_html},
    {"partials/finding.html", partials_finding_html, sizeof partials_finding_html},
    {"partials/findings.md", partials_findings_md, sizeof partials_findings_md},
    {"partials/foot.md", partials_foot_md, sizeof partials_foot_md},
    {"partials/further.md", partials_further_md, sizeof partials_further_md},
    {"partials/groups.html", partials_groups_html, sizeof partials_groups_html},
    {"partials/head.md", partials_head_md, sizeof partials_head_md},
    {"partials/incident.html", partials_incident_html, sizeof partials_incident_html},
    {"partials/label.html", partials_label_html, sizeof partials_label_html},
    {"partials/mark.html", partials_mark_html, sizeof partials_mark_html},
    {"partials/named.html", partials_named_html, sizeof partials_named_html},
    {"partials/pages.html", partials_pages_html, sizeof partials_pages_html},
    {"partials/reserved.html", partials_reserved_html, sizeof partials_reserved_html},
    {"partials/rules.html", partials_rules_html, sizeof partials_rules_html},
    {"partials/rules.md", partials_rules_md, sizeof partials_rules_md},
    {"partials/scheduled.html", partials_scheduled_html, sizeof partials_scheduled_html},
    {"partials/sentence.html", partials_sentence_html, sizeof partials_sentence_html},
    {"partials/sentence.md", partials_sentence_md, sizeof partials_sentence_md},
    {"partials/small-chart.html", partials_small_chart_html, sizeof partials_small_chart_html},
    {"partials/sources.md", partials_sources_md, sizeof partials_sources_md},
    {"partials/spark.html", partials_spark_html, sizeof partials_spark_html},
    {"partials/sum.html", partials_sum_html, sizeof partials_sum_html},
    {"partials/sum.md", partials_sum_md, sizeof partials_sum_md},
    {"partials/task.html", partials_task_html, sizeof partials_task_html},
    {"partials/time.html", partials_time_html, sizeof partials_time_html},
    {"partials/week-head.html", partials_week_head_html, sizeof partials_week_head_html},
    {"partials/worker-row.html", partials_worker_row_html, sizeof partials_worker_row_html},
    {"partials/worker-row.md", partials_worker_row_md, sizeof partials_worker_row_md},
    {"partials/workers-foot.md", partials_workers_foot_md, sizeof partials_workers_foot_md},
    {"partials/workers-head.md", partials_workers_head_md, sizeof partials_workers_head_md},
    {"report-layout.html", report_layout_html, sizeof report_layout_html},
    {"report.md", report_md, sizeof report_md},
    {"schedule.html", schedule_html, sizeof schedule_html},
    {"sealed.html", sealed_html, sizeof sealed_html},
    {"tasks.csv", tasks_csv, sizeof tasks_csv},
    {"tasks.html", tasks_html, sizeof tasks_html},
    {"tasks.md", tasks_md, sizeof tasks_md},
    {"timeline.html", timeline_html, sizeof timeline_html},
    {"what-if.md", what_if_md, sizeof what_if_md},
    {"worker.html", worker_html, sizeof worker_html},
    {"workflows.html", workflows_html, sizeof workflows_html},
};

size_t herbarium_template_count(void) { return sizeof templates / sizeof templates[0]; }

struct herbarium_template herbarium_template_at(size_t index) { return templates[index]; }
