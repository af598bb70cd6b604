/** What is known, by name; what is not says so. */
export function Facts(props: {
  readonly label: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
}) {
  return (
    <dl className="donation-facts" aria-label={props.label}>
      {props.facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === '' ? <span className="soft">未填</span> : value}</dd>
        </div>
      ))}
    </dl>
  );
}
