import type {
  RescueCause,
  Rescued,
  RescueOperator,
  RescuePreview,
  RescueState,
} from '../../shared/domain/settings/rescue.ts';
import type { Refusal } from '../../shared/contract/base.ts';
import type { OperatorId } from '../../shared/kernel/brands.ts';
import type { Result } from '../../shared/kernel/result.ts';

export type Confirmation = { readonly operatorId: OperatorId; readonly secret: string };

/** What can be done when the books cannot be worked with. */
export type RescueServices = {
  /** Why nothing may be done but rescue; null while the books are sound. */
  readonly cause: () => RescueCause | null;
  readonly state: () => RescueState;
  readonly preview: (path: string) => Promise<Result<RescuePreview, Refusal>>;
  /** `confirmation` null: the command line, which whoever may read the folder may use. */
  readonly restore: (
    path: string,
    lastHash: string,
    confirmation: Confirmation | null,
  ) => Promise<Result<Rescued, Refusal>>;
  readonly acceptableBy: () => readonly RescueOperator[];
  readonly accept: (confirmation: Confirmation) => Promise<Result<null, Refusal>>;
  readonly exportReadable: () => Promise<Result<{ readonly name: string; readonly bytes: Uint8Array }, Refusal>>;
  readonly supportBundle: () => { readonly name: string; readonly bytes: Uint8Array };
  /** Looks at the books anew, and opens them when they are sound. */
  readonly retry: () => Promise<RescueState>;
  /** The books were set up or replaced just now: what lies beside them is brought up to them. */
  readonly booksChanged: () => void;
  /** Somebody counted them again and they do not agree. */
  readonly foundOff: (where: string) => void;
  /** They are about to be replaced. */
  readonly booksWillChange: () => void;
};
