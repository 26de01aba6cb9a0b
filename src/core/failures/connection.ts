/** What is known of a connection to a host. Nothing in it is secret. */
export interface Connection {
  /** The host that the request is for, with its port where that is not the usual one. */
  readonly host: string;
  /** Whether the address is https. */
  readonly secure: boolean;
  /** Host and port of the proxy in between; false: there is none; undefined: not known, since the connection did not come that far. */
  readonly proxy?: string | false | undefined;
  /** The host's IP address, once the connection stands. Unknown behind a proxy. */
  readonly address?: string | undefined;
  readonly tls?: Tls | undefined;
}

/** How the other end proved itself. */
export interface Tls {
  /** Such as `TLSv1.3`. */
  readonly protocol?: string | undefined;
  /** Who made the certificate: organization and name. */
  readonly issuer?: string | undefined;
  /** False as long as the certificate has not been accepted. */
  readonly trusted: boolean;
}
