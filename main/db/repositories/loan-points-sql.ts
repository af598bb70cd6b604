/**
 * What loans moved of households' points, a row a document: taken by a loan, given back by its reversal. Free loans move
 * none. To stand in a FROM, with an alias.
 */
export const LOAN_POINTS = `(SELECT e.id AS entry_id, e.seq AS seq, e.document_no AS document_no, e.kind AS kind,
    e.business_date AS business_date, e.summary AS summary, e.operator_id AS operator_id, l.household_id AS household_id,
    l.scheme_year AS scheme_year, sum(l.points_centipoints) AS points
  FROM loan l JOIN entry e ON e.id = l.entry_id GROUP BY e.id HAVING points > 0
  UNION ALL
  SELECT t.id, t.seq, t.document_no, t.kind, t.business_date, t.summary, t.operator_id, l.household_id, l.scheme_year,
    -sum(l.points_centipoints) AS points
  FROM loan l JOIN entry t ON t.reverses_id = l.entry_id GROUP BY t.id HAVING points < 0)`;
