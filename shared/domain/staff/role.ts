/** Who may do what. The host enforces the role that each procedure of the contract names. */
export const ROLES = ['shopkeeper', 'clerk', 'assessor', 'accountant', 'administrator', 'inspector'] as const;
export type Role = (typeof ROLES)[number];
