//! IPv4 networks.

use std::fmt;
use std::net::Ipv4Addr;

/// An IPv4 network such as `10.0.0.0/16`, or one written with an address inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cidr {
    address: u32,
    prefix: u32,
}

/// What a text is instead of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotCidr {
    /// An address without a prefix length.
    Address(Ipv4Addr),
    /// An IPv6 network or address.
    V6,
    /// The length is more than 32, or none.
    Prefix,
    /// Something else.
    Other,
}

/// The ranges that are used inside networks, and never on the Internet (RFC 1918, RFC 6598).
const PRIVATE: [Cidr; 4] = [
    Cidr::new([10, 0, 0, 0], 8),
    Cidr::new([172, 16, 0, 0], 12),
    Cidr::new([192, 168, 0, 0], 16),
    Cidr::new([100, 64, 0, 0], 10),
];

impl Cidr {
    const fn new(address: [u8; 4], prefix: u32) -> Self {
        Self { address: u32::from_be_bytes(address), prefix }
    }

    pub(super) fn parse(text: &str) -> Result<Self, NotCidr> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        if address.parse::<std::net::Ipv6Addr>().is_ok() {
            return Err(NotCidr::V6);
        }
        let address: Ipv4Addr = address.parse().map_err(|_| NotCidr::Other)?;
        let prefix = prefix.ok_or(NotCidr::Address(address))?;
        let digits = prefix.bytes().all(|byte| byte.is_ascii_digit());
        let prefix = prefix.parse().ok().filter(|prefix| digits && *prefix <= 32).ok_or(NotCidr::Prefix)?;
        Ok(Self { address: address.to_bits(), prefix })
    }

    pub(super) fn prefix(self) -> u32 {
        self.prefix
    }

    fn mask(self) -> u32 {
        u32::MAX.checked_shl(32 - self.prefix).unwrap_or(0)
    }

    /// The network itself, named by its first address.
    pub(super) fn network(self) -> Self {
        Self { address: self.address & self.mask(), ..self }
    }

    pub(super) fn contains(self, other: Self) -> bool {
        self.prefix <= other.prefix && other.address & self.mask() == self.network().address
    }

    pub(super) fn overlaps(self, other: Self) -> bool {
        self.contains(other) || other.contains(self)
    }

    /// The range of addresses for use inside networks that it is part of.
    pub(super) fn private_range(self) -> Option<Self> {
        PRIVATE.into_iter().find(|range| range.contains(self))
    }

    /// Whether it is part of one of the three ranges of RFC 1918.
    pub(super) fn range_of_rfc_1918(self) -> Option<Self> {
        self.private_range().filter(|range| range.prefix != 10)
    }
}

impl fmt::Display for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", Ipv4Addr::from_bits(self.address), self.prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cidr(text: &str) -> Cidr {
        Cidr::parse(text).unwrap()
    }

    #[test]
    fn networks_are_read() {
        assert_eq!(cidr("10.1.2.3/16").network().to_string(), "10.1.0.0/16");
        assert_eq!(cidr("0.0.0.0/0").network(), cidr("0.0.0.0/0"));
        assert_eq!(cidr("1.2.3.4/32").network(), cidr("1.2.3.4/32"));
        for (text, problem) in [
            ("1.2.3.4", NotCidr::Address(Ipv4Addr::new(1, 2, 3, 4))),
            ("::/0", NotCidr::V6),
            ("10.0.0.0/33", NotCidr::Prefix),
            ("10.0.0.0/+8", NotCidr::Prefix),
            ("10.0.0.0/", NotCidr::Prefix),
            ("10.0.0/16", NotCidr::Other),
            ("010.0.0.0/8", NotCidr::Other),
            ("home", NotCidr::Other),
        ] {
            assert_eq!(Cidr::parse(text), Err(problem), "{text}");
        }
    }

    #[test]
    fn networks_are_compared() {
        assert!(cidr("10.0.0.0/8").contains(cidr("10.9.0.0/16")));
        assert!(!cidr("10.9.0.0/16").contains(cidr("10.0.0.0/8")));
        assert!(cidr("10.9.0.0/16").overlaps(cidr("10.0.0.0/8")));
        assert!(!cidr("10.0.0.0/16").overlaps(cidr("10.1.0.0/16")));
        assert!(cidr("0.0.0.0/0").contains(cidr("1.2.3.4/32")));
        assert_eq!(cidr("172.31.0.0/16").private_range(), Some(cidr("172.16.0.0/12")));
        assert_eq!(cidr("172.32.0.0/16").private_range(), None);
        assert_eq!(cidr("100.64.0.0/16").range_of_rfc_1918(), None);
    }
}
