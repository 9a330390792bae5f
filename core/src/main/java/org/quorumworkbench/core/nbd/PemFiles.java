// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.file.InputFile;

/**
 * Certificates and keys as QEMU, libvirt, nbdkit and libnbd keep them: PEM files of fixed names in
 * a folder. Reading blocks.
 */
final class PemFiles {

    static final String TRUSTED = "ca-cert.pem";

    private static final int MOST_BYTES = 1 << 20;
    private static final Pattern KEY = Pattern
            .compile("(?s)-----BEGIN (RSA )?PRIVATE KEY-----(.*?)-----END (?:RSA )?PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    // RFC 5958: version 0, and rsaEncryption (RFC 8017, A.1) without parameters.
    private static final byte[] RSA_BEFORE_KEY = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");
    private static final char[] NO_PASSWORD = {};

    private PemFiles() {}

    /** Whom to trust; null, which is Java's own choice, where nothing is said. */
    static TrustManager @Nullable [] trusted(Optional<Path> folder) throws IOException, GeneralSecurityException {
        if (folder.isEmpty()) {
            return null;
        }
        KeyStore store = empty();
        int number = 0;
        for (Certificate certificate : certificates(folder.get().resolve(TRUSTED))) {
            store.setCertificateEntry("ca" + number++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /**
     * Who we are, as the client or the server; a client needs not say.
     *
     * @param role
     *            {@code client} or {@code server}, with which the files' names begin
     */
    static KeyManager @Nullable [] keys(Optional<Path> folder, String role)
            throws IOException, GeneralSecurityException {
        if (folder.isEmpty()
                || (role.equals("client") && !Files.exists(folder.get().resolve(role + "-cert.pem")))) {
            return null;
        }
        KeyStore store = empty();
        store.setKeyEntry(role, key(folder.get().resolve(role + "-key.pem")), NO_PASSWORD,
                certificates(folder.get().resolve(role + "-cert.pem")).toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(text(file).getBytes(StandardCharsets.UTF_8)));
        if (found.isEmpty()) {
            throw new IOException("there is no certificate in " + file.getFileName());
        }
        return found;
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        Matcher key = KEY.matcher(text(file));
        if (!key.find()) {
            throw new IOException("there is no unencrypted private key in " + file.getFileName());
        }
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(key.group(2).strip());
        } catch (IllegalArgumentException e) {
            throw new IOException("the private key in " + file.getFileName() + " is broken", e);
        }
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(key.group(1) == null ? bytes : wrapped(bytes));
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                // A key of another kind; which, only its own bytes say.
            }
        }
        throw new IOException("the private key in " + file.getFileName() + " is of no kind that Java reads");
    }

    /** GnuTLS writes RSA keys in their own form (PKCS#1); Java reads them only inside PKCS#8. */
    private static byte[] wrapped(byte[] rsa) {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        inner.writeBytes(RSA_BEFORE_KEY);
        inner.writeBytes(element(0x04, rsa));
        return element(0x30, inner.toByteArray());
    }

    /**
     * A DER element whose content is 128 to 65,535 bytes long, as a key's is; shorter ones likewise
     * legible.
     */
    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        out.write(0x82);
        out.write(content.length >> 8);
        out.write(content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static String text(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("there is no " + file.getFileName());
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file.getFileName() + " is larger than any certificate");
        }
        return InputFile.text(file, MOST_BYTES);
    }
}
