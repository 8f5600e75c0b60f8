//! Archives on a cluster: connected from their configuration, if this program was built with clusters.

use crate::config::ClusterConfig;
use crate::index::elsewhere::unreachable::Unreachable;
use crate::index::elsewhere::{Elsewhere, ElsewhereError};
use std::sync::Arc;

/// What keeps the articles of an archive. Nobody is called yet; what is wrong is told when it is used.
pub(super) fn connected(config: &ClusterConfig) -> Arc<dyn Elsewhere> {
    connect(config).unwrap_or_else(|error| {
        Arc::new(Unreachable {
            name: config.address.to_string(),
            error,
        })
    })
}

#[cfg(feature = "cluster")]
fn connect(config: &ClusterConfig) -> Result<Arc<dyn Elsewhere>, ElsewhereError> {
    use crate::cluster::generations::{Cluster, Spread};
    use crate::cluster::secrets::{Secrets, VARIABLE};
    let named = std::env::var_os(VARIABLE).map(std::path::PathBuf::from);
    let file = config.secrets.clone().or(named);
    let secrets = Secrets::read(file.as_deref()).map_err(ElsewhereError::Failed)?;
    let spread = Spread {
        shards: config.shards,
        replicas: config.replicas,
    };
    Ok(Arc::new(Cluster::new(&config.address, &secrets, spread)?))
}

#[cfg(not(feature = "cluster"))]
fn connect(_: &ClusterConfig) -> Result<Arc<dyn Elsewhere>, ElsewhereError> {
    let message = "this program was built without the feature `cluster`";
    Err(ElsewhereError::Unsupported(message.to_owned()))
}
