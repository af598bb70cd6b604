/** The figures that say how something stands, the one that matters most largest. */
export function Figures(props: {
  readonly label: string;
  readonly figures: readonly {
    readonly name: string;
    readonly value: string;
    readonly main?: boolean;
    readonly tone?: 'bad' | 'soon';
  }[];
}) {
  return (
    <dl className="stock-figures" aria-label={props.label}>
      {props.figures.map(({ name, value, main, tone }) => (
        <div key={name} className="stock-figure" data-main={main === true} data-tone={tone}>
          <dt>{name}</dt>
          <dd className="number">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
