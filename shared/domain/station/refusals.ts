export type StationRefusal =
  | { readonly code: 'station_not_paired' }
  | { readonly code: 'only_at_shop_pc' }
  | { readonly code: 'too_many_requests'; readonly secondsLeft: number }
  | { readonly code: 'pairing_code_wrong'; readonly triesLeft: number }
  | { readonly code: 'pairing_code_void' }
  | { readonly code: 'station_name_taken'; readonly name: string }
  | { readonly code: 'station_not_found' }
  | { readonly code: 'doors_closed' }
  | { readonly code: 'doors_port_taken'; readonly port: number }
  | { readonly code: 'doors_port_not_allowed'; readonly port: number }
  | { readonly code: 'doors_address_gone'; readonly address: string };
