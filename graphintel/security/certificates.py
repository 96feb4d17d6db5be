"""The certificate under which ``serve`` encrypts: read before anything starts, so that a wrong one is told at once."""

from __future__ import annotations

import ssl
from pathlib import Path

from cryptography import x509

from graphintel.errors import StartRefused
from graphintel.private_files import read_secret


def check(certificate: Path, key: Path) -> None:
    """Holds that certificate and key are there, fit each other, and that nobody else can read the key."""
    try:
        if read_secret(key) is None:
            raise StartRefused(f"There is no {key}. GRAPHINTEL_CERTIFICATE_KEY names the key of the certificate.")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        # A key with a password would be asked for on the terminal: an empty one is refused instead.
        context.load_cert_chain(certificate, key, password="")
        names_in(certificate)
    except (OSError, ValueError) as error:
        raise StartRefused(
            f"The certificate {certificate} and its key {key} cannot be used ({error}). "
            "Both are PEM, fit each other, and the key has no password."
        ) from error


def names_in(certificate: Path) -> tuple[str, ...]:
    """The hosts and addresses that the certificate is for."""
    parsed = x509.load_pem_x509_certificates(certificate.read_bytes())[0]
    try:
        found = parsed.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ()
    names = [name.lower() for name in found.get_values_for_type(x509.DNSName)]
    return (*names, *(str(address) for address in found.get_values_for_type(x509.IPAddress)))
