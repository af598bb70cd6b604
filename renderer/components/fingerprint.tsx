import { fingerprintGroups } from '../../shared/domain/station/station.ts';
import './fingerprint.css';

/** A certificate's fingerprint in groups of four that two people can read to each other. */
export function Fingerprint({ value }: { readonly value: string }) {
  return (
    <code className="fingerprint" role="img" aria-label={`指纹 ${fingerprintGroups(value).join(' ')}`}>
      {fingerprintGroups(value).map((group, index) => (
        <span key={index} aria-hidden="true">
          {group}
        </span>
      ))}
    </code>
  );
}
