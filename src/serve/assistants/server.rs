//! The server of the protocol: lists the tools and answers calls in the pool of searches.
//!
//! A call with wrong arguments, or of something that is not there, is answered by a sentence for
//! the assistant. Only a tool that does not exist is an error of the protocol.

use super::arguments;
use super::quoted::{INSTRUCTIONS, NOTICE, line};
use super::tools::{TOOLS, Tool};
use crate::serve::archives::event::Event;
use crate::serve::archives::keeper::Library;
use crate::serve::http::log::Log;
use crate::serve::http::pool::Pool;
use crate::serve::http::problem::Problem;
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, Implementation,
    JsonObject, ListToolsResult, PaginatedRequestParams, ServerCapabilities, ServerConfig,
    Tool as Listed, ToolAnnotations,
};
use rmcp::service::{RequestContext, RoleServer};
use rmcp::{ErrorData, ServerHandler};
use std::sync::Arc;

/// Answers an assistant.
pub(super) struct Assistant {
    /// The archives.
    pub(super) library: Arc<Library>,
    /// The pool of searches.
    pub(super) pool: Pool,
    /// Where it is written down what failed.
    pub(super) log: Arc<dyn Log>,
}

impl ServerHandler for Assistant {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder().enable_tools().build();
        let own = Implementation::new(env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
        ServerConfig::new(capabilities)
            .with_server_info(own)
            .with_instructions(INSTRUCTIONS)
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        let tools = TOOLS.iter().map(|tool| {
            let hints = ToolAnnotations::new().read_only(true).open_world(false);
            Listed::new(tool.name, tool.about, tool.schema()).with_annotations(hints)
        });
        Ok(ListToolsResult::with_all_items(tools.collect()))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let Some(tool) = Tool::named(&request.name) else {
            let known: Vec<_> = TOOLS.iter().map(|tool| tool.name).collect();
            let why = format!("there is no such tool; there are {}", known.join(", "));
            return Err(ErrorData::invalid_params(why, None));
        };
        let sent = request.arguments.unwrap_or_default();
        Ok(self.answer(tool, sent).await.into())
    }
}

impl Assistant {
    async fn answer(&self, tool: &'static Tool, sent: JsonObject) -> CallToolResult {
        let holdings = self.library.current();
        let shows_paths = !holdings.hides_paths();
        let answer = self.pool.run(move |deadline| {
            let params = arguments::read(tool, &sent)?;
            (tool.answer)(&holdings, &params, deadline)
        });
        let problem = match answer.await {
            Ok(Ok(answer)) => {
                let parts = [NOTICE.to_owned(), line(&answer)];
                return CallToolResult::success(parts.map(ContentBlock::text).into());
            }
            Ok(Err(fault)) => Problem::from(fault),
            Err(refused) => Problem::from(refused),
        };
        if let Some(why) = &problem.inside {
            self.log.event(&Event::Failed { why: why.clone() });
        }
        let mut said = vec![problem.detail];
        if shows_paths && !problem.paths.is_empty() {
            said.push(NOTICE.to_owned());
            said.push(line(&serde_json::json!({ "paths": problem.paths })));
        }
        CallToolResult::error(said.into_iter().map(ContentBlock::text).collect())
    }
}
