/** Why a gift, its donor or its earmark is not taken as asked: a code with what its sentence needs. */
export type DonationRefusal =
  | { readonly code: 'donor_not_found' }
  | { readonly code: 'donor_not_active'; readonly name: string }
  | { readonly code: 'donor_taken'; readonly name: string; readonly phone: string }
  | { readonly code: 'receiver_missing'; readonly which: 1 | 2 }
  | { readonly code: 'receivers_same'; readonly name: string }
  /** A gift to somebody in person stays outside the shop. */
  | { readonly code: 'earmark_names_person'; readonly earmark: string; readonly householdNo: string }
  | {
      readonly code: 'lot_earmarked_already';
      readonly itemName: string;
      readonly lotCode: string;
      readonly earmark: string;
    }
  | { readonly code: 'not_a_donation'; readonly documentNo: string }
  | { readonly code: 'donation_taken_back'; readonly documentNo: string; readonly reversalNo: string }
  /** Somebody else completed it since it was shown. */
  | { readonly code: 'donation_changed'; readonly documentNo: string; readonly recordNo: string }
  | { readonly code: 'donation_unchanged'; readonly documentNo: string }
  | { readonly code: 'nothing_earmarked'; readonly documentNo: string }
  | { readonly code: 'no_consent'; readonly documentNo: string };
