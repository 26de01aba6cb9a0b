/** What is known of a connection to a host. Nothing in it is secret. */
export interface Connection {
  /** The host that the request is for, with its port where that is not the usual one. */
  readonly host: string;
  /** Whether the address is https. */
  readonly secure: boolean;
  /** Host and port of the proxy on the way; false: there is none; undefined: it did not come that far. */
  readonly proxy?: string | false | undefined;
  /** The host's IP address, once it has answered there. Through a proxy nobody here knows it. */
  readonly address?: string | undefined;
  readonly tls?: Tls | undefined;
}

/** How the other end proved itself. */
export interface Tls {
  /** Such as `TLSv1.3`. */
  readonly protocol?: string | undefined;
  /** Who made the certificate: organization and name. */
  readonly issuer?: string | undefined;
  /** False as long as the certificate has not been taken. */
  readonly trusted: boolean;
}
