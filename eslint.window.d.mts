export declare const speaking: readonly string[];
export declare const pastTheWindow: readonly { readonly selector: string; readonly message: string }[];
