//! The view without a terminal: keys and answers in, screens out.
